import type { RestrictedClass } from '#contracts';
import { itemIdOf } from '#platform';
import { until } from '../../../../test/support/until.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../../intake/testing/events.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const TODAY = new Date('2026-11-25T10:00:00Z');
const FORM = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{ judgeName: 'P. Sergeant', judgeRole: 'Duty sergeant', judgeOrganisation: 'Police' },
  limb: 'CANNOT_OBTAIN',
};
/** Of the same team, the same person in another sitting, and of another team: none of them broke the glass. */
const OTHERS = [
  ['Grace Okafor', 'S47'],
  ['Asha Rahman', 'SCREENING'],
  ['Tom Birch', 'TAF'],
] as const;

describe('Breaking the glass of a family with restricted items held by reference alone', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ reconsiders: true });
  });
  beforeEach(() => world.at(TODAY));
  afterAll(() => world.close());

  /** One item that all may see; of the classes named, an item each that the hub keeps as a stub. */
  async function family(localId: string, ...classes: readonly RestrictedClass[]): Promise<string> {
    const subject = child(localId);
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference: `ATS-${localId}` }));
    await world.tell(itemEvent(`E-${localId}`, { subject, service: 'Audiology' }));
    const restricted = classes.map((name) =>
      itemEvent(`${name}-${localId}`, {
        ...{ subject, service: `${name} of ${localId}` },
        data: { restricted: [name], sensitivity: 'R' },
      }),
    );
    if (restricted.length > 0) await world.tell(...restricted);
    const { rows } = await world.pool.query<{ family_id: string }>(
      `SELECT p.family_id FROM timeline.item_records r JOIN families.records k USING (record_id)
       JOIN families.persons p USING (person_id) WHERE r.item_id = $1 AND r.on_record`,
      [itemIdOf(COMMUNITY_HEALTH, `E-${localId}`)],
    );
    return rows[0]?.family_id ?? '';
  }

  const typesOf = async (name: RestrictedClass, localId: string) =>
    (await world.engines.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, `${name}-${localId}`)}`)).map(
      ({ type }) => type,
    );
  const open = async (viewer: Visitor, id: string): Promise<Answer> =>
    viewer.submit(await viewer.get(`/break-glass/${id}`), FORM);
  /** What differs from one look at a page to the next, whatever it shows. */
  const bare = ({ status, html }: Answer) =>
    `${status} ${html.replaceAll(/value="[^"]*"|signed out at \S+/g, '')}`;
  const pagesOf = async (viewer: Visitor, id: string) => {
    const hidden = itemIdOf(COMMUNITY_HEALTH, 'MARAC-F-1');
    const pages = ['timeline', 'people', `items/${hidden}`, 'overrides/new'];
    return Promise.all(pages.map(async (page) => bare(await viewer.get(`/families/${id}/${page}`))));
  };

  it('fetches what can be opened, shows it to who broke the glass, and to nobody else a byte of it', async () => {
    const id = await family('F-1', 'MARAC', 'MAPPA');
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const others = await Promise.all(OTHERS.map(([name, purpose]) => world.signIn(name, purpose)));
    const before = await Promise.all(others.map((viewer) => pagesOf(viewer, id)));

    const opened = await open(analyst, id);
    expect(opened.$('.moj-alert').text()).toContain('are being fetched');
    await until(async () => {
      const page = await analyst.get(`/families/${id}/timeline`);
      return page.html.includes('MARAC of F-1');
    });
    expect((await analyst.get(`/families/${id}/timeline`)).html).not.toContain('MAPPA of F-1');
    expect(await typesOf('MAPPA', 'F-1')).toEqual(['ItemWithheld']);
    await world.level();
    expect(await Promise.all(others.map((viewer) => pagesOf(viewer, id)))).toEqual(before);

    world.at(new Date('2026-11-25T11:00:00Z'));
    expect((await analyst.get(`/families/${id}/timeline`)).html).not.toContain('MARAC of F-1');
    await until(async () => (await typesOf('MARAC', 'F-1')).at(-1) === 'ItemCeased', { what: 'its end' });
    await world.level();
    expect(await Promise.all(others.map((viewer) => pagesOf(viewer, id)))).toEqual(before);
  });

  it('says the same where there is nothing to fetch', async () => {
    const [none, some] = [await family('F-3'), await family('F-4', 'MAPPA')];
    const viewer = await world.signIn('Asha Rahman', 'SCREENING');
    const alerts: string[] = [];
    for (const id of [none, some]) alerts.push((await open(viewer, id)).$('.moj-alert').text());
    expect(alerts[0]).toBe(alerts[1]);
  });
});

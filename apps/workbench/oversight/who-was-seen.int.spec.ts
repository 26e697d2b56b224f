import { recordIdOf } from '#platform';
import type { Disclosed } from '#governance';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../intake/testing/events.js';
import { tableOf } from '../testing/table-of.js';
import type { Answer, Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const LOOKS = 'Views of this person’s record, latest first';

describe('Whoever was shown to somebody', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    await known('L-1');
    await known('L-2');
    await known('L-3');
  });
  afterAll(() => world.close());

  async function known(localId: string): Promise<void> {
    const subject = child(localId);
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference: `ATS-${localId}` }));
    await world.tell(itemEvent(`E-${localId}`, { subject }));
  }

  async function search(family: string): Promise<Answer> {
    const form = await analyst.get('/search');
    const typed = {
      given: 'Example',
      family,
      ...{ 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' },
    };
    return analyst.submit(form, typed);
  }

  async function personOf(localId: string): Promise<string> {
    const { rows } = await world.pool.query<{ person: string }>(
      'SELECT coalesce(person_id, record_id) AS person FROM families.records WHERE record_id = $1',
      [recordIdOf(COMMUNITY_HEALTH, localId)],
    );
    return rows[0]?.person ?? '';
  }

  async function looksAt(localId: string): Promise<Answer> {
    await world.level();
    return governance.get(`/ig/people/${await personOf(localId)}/disclosures`);
  }
  const searchesOf = async (localId: string) =>
    tableOf(await looksAt(localId), LOOKS).filter((row) => row.includes('Search results'));
  const lastLook = async () => (await world.engines.events('disclosure-')).at(-1)?.data as Disclosed;

  it('by a search is on their record, and nobody else is', async () => {
    const found = await search('Child-L-1');
    expect(found.$('main').text()).toContain('Example Child-L-1');
    expect(await lastLook()).toMatchObject({
      page: 'SEARCH',
      records: [recordIdOf(COMMUNITY_HEALTH, 'L-1')],
    });
    expect(await searchesOf('L-1')).toHaveLength(1);
    expect(await searchesOf('L-2')).toEqual([]);
  });

  it('is named by a code where that look is opened', async () => {
    await search('Child-L-1');
    const { disclosure } = await lastLook();
    await world.level();
    const look = await governance.get(`/ig/disclosures/${disclosure}`);
    const code = `P-${(await personOf('L-1')).replaceAll('-', '').slice(0, 6).toUpperCase()}`;
    expect(look.$('main').text()).toContain(code);
    expect(look.html).not.toContain('Child-L-1');
    // And that governance opened it is on their record too.
    expect(await lastLook()).toMatchObject({ page: 'LOOK', records: [recordIdOf(COMMUNITY_HEALTH, 'L-1')] });
  });

  it('stays on record with whoever looked when their family is joined to another', async () => {
    const looks: [localId: string, disclosure: string][] = [];
    for (const localId of ['L-2', 'L-3']) {
      const timeline =
        (await search(`Child-${localId}`)).$('a[href^="/families/"]').first().attr('href') ?? '';
      await analyst.get(timeline.replace('timeline', 'people'));
      looks.push([localId, (await lastLook()).disclosure]);
    }
    const subjects = [child('L-2'), child('L-3')];
    const relationships = [{ from: 'L-2', to: 'L-3', kind: 'SIBLING_OF' as const }];
    await world.tell(itemEvent('E-L-joins', { subject: child('L-2'), data: { subjects, relationships } }));
    for (const [localId, disclosure] of looks)
      expect((await looksAt(localId)).html).toContain(`/ig/disclosures/${disclosure}`);
  });

  it('is on record where governance looks, too', async () => {
    const person = await personOf('L-1');
    await governance.get(`/ig/people/${person}`);
    expect(await lastLook()).toMatchObject({
      page: 'PERSON_AUDIT',
      records: [recordIdOf(COMMUNITY_HEALTH, 'L-1')],
    });
  });

  it('is not told by a look to a lead of governance whose own family it is', async () => {
    await search('Child-L-1');
    const { disclosure } = await lastLook();
    await world.level();
    expect((await governance.get(`/ig/disclosures/${disclosure}`)).status).toBe(200);
    const { rows } = await world.pool.query<{ reference: string }>(
      'SELECT own_reference AS reference FROM families.records WHERE record_id = $1',
      [recordIdOf(COMMUNITY_HEALTH, 'L-1')],
    );
    const form = await governance.get('/ig/connections/new');
    const reference = rows[0]?.reference ?? '';
    const told = await governance.submit(form, { reference, kind: 'RELATIVE', reason: 'My niece' });
    expect(new URL(told.url).pathname).toBe('/ig/connections');
    expect((await governance.get(`/ig/disclosures/${disclosure}`)).status).toBe(404);
  });
});

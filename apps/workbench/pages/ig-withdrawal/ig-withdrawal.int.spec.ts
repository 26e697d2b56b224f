import type { SourceEvent } from '#contracts';
import type { Disclosed } from '#governance';
import { agreementIdOf, itemIdOf } from '#platform';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../../intake/testing/events.js';
import type { Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

describe('The preview of a withdrawal, as information governance sees it', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
  });
  afterAll(() => world.close());

  const subject = child('W-1');
  const path = `/ig/agreements/${agreementIdOf(COMMUNITY_HEALTH, 'ATS-W-1')}`;

  it('names each item and recipient that would lose sight of it, without content, and changes nothing', async () => {
    await world.tell(agreementEvent('A-W-1', { subject, reference: 'ATS-W-1' }));
    await world.tell(itemEvent('E-W-1', { subject, service: 'Marker Audiology' }));
    const agreement = await governance.get(path);
    const link = agreement.$('a:contains("What a withdrawal would change")').attr('href');
    expect(link).toBe(`${path}/withdrawal`);
    const page = await governance.get(`${path}/withdrawal`);
    const rows = page
      .$('tbody tr')
      .toArray()
      .map((row) => page.$(row).text().replaceAll(/\s+/g, ' '));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(/Was not brought.*\(D[56]\).*Hidden/);
    expect(page.html).not.toMatch(/Marker Audiology|Child-W-1/);
    expect((await governance.get(`${path}/withdrawal`)).$('tbody tr')).toHaveLength(rows.length);
  });

  it('leads from each item to why it may be seen', async () => {
    const links = (await governance.get(`${path}/withdrawal`)).$('tbody a');
    expect((await governance.get(links.attr('href') ?? '')).status).toBe(200);
  });

  it('is on record with the family and the items that it shows', async () => {
    await governance.get(`${path}/withdrawal`);
    const looks = await world.engines.events('disclosure-');
    const shown = looks.map(({ data }) => data as Disclosed).at(-1);
    expect(shown).toMatchObject({
      page: 'AGREEMENT',
      items: [{ item: itemIdOf(COMMUNITY_HEALTH, 'E-W-1'), row: 'G1' }],
    });
    expect(shown?.family).toEqual(expect.any(String));
  });

  it('leaves out a restricted item, which is its custodian’s to know of, as every page of governance does', async () => {
    const about = { subject: child('W-2'), reference: 'ATS-W-2' };
    await world.tell(namingItsKind(agreementEvent('A-W-2', about)));
    await world.tell(
      itemEvent('E-W-2', about),
      itemEvent('E-W-2-sensitive', { ...about, data: { restricted: ['SENSITIVE_SERVICE'] } }),
    );
    const agreement = agreementIdOf(COMMUNITY_HEALTH, 'ATS-W-2');
    const standing =
      'SELECT source_event_id FROM timeline.items WHERE stands_on @> ARRAY[$1::uuid] ORDER BY 1';
    expect((await world.pool.query(standing, [agreement])).rows).toHaveLength(2);
    const { $ } = await governance.get(`/ig/agreements/${agreement}/withdrawal`);
    expect($('main').text()).toContain('1 item would be hidden');
    const hrefs = new Set($('tbody a').map((_index, link) => $(link).attr('href')));
    expect([...hrefs]).toEqual([`/ig/items/${itemIdOf(COMMUNITY_HEALTH, 'E-W-2')}`]);
  });

  it('is no page for one who declared that they are of the family', async () => {
    const subject = child('W-3');
    await world.tell(agreementEvent('A-W-3', { subject, reference: 'ATS-W-3' }));
    await world.tell(itemEvent('E-W-3', { subject }));
    const own = `/ig/agreements/${agreementIdOf(COMMUNITY_HEALTH, 'ATS-W-3')}`;
    expect((await governance.get(`${own}/withdrawal`)).status).toBe(200);
    const { rows } = await world.pool.query<{ reference: string }>(
      `SELECT f.reference FROM timeline.item_records r JOIN families.records k USING (record_id)
       JOIN families.persons p USING (person_id) JOIN families.families f USING (family_id) WHERE r.item_id = $1`,
      [itemIdOf(COMMUNITY_HEALTH, 'E-W-3')],
    );
    const relative = await world.signIn('Imran Cole', 'IG_AUDIT');
    const form = { kind: 'RELATIVE', reason: 'My nephew', reference: rows[0]?.reference ?? '' };
    await relative.submit(await relative.get('/ig/connections/new'), form);
    expect((await relative.get(own)).status).toBe(404);
    expect((await relative.get(`${own}/withdrawal`)).status).toBe(404);
  });

  it('has nothing to show once the agreement is withdrawn', async () => {
    await world.tell(withdrawalEvent('W-W-1', { subject, reference: 'ATS-W-1' }));
    const page = await governance.get(`${path}/withdrawal`);
    expect(page.$('tbody tr')).toHaveLength(0);
    expect(page.$('main').text()).not.toContain('Hidden');
  });

  it('is there for no agreement that is not held', async () => {
    const nobody = '0b7c1d52-0000-4000-8000-000000000001';
    expect((await governance.get(`/ig/agreements/${nobody}/withdrawal`)).status).toBe(404);
    expect((await governance.get('/ig/agreements/nonsense/withdrawal')).status).toBe(404);
  });
});

/** A family agrees to a sensitive service by its own name alone. */
const namingItsKind = ({ data, ...event }: SourceEvent): SourceEvent => ({
  ...event,
  data: { ...data, details: { ...data.details, categories: ['health.was-not-brought'] } },
});

import { currentRuleset, findRuleset, type RuleSet } from '#sharing';
import { itemIdOf } from '#platform';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../intake/testing/events.js';
import { NOW } from '../../intake/testing/intake-harness.js';
import { tableOf } from '../testing/table-of.js';
import type { Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const ITEM = itemIdOf(COMMUNITY_HEALTH, 'E-R-1');
const inForce = currentRuleset(NOW);
const without = (...rows: readonly string[]): RuleSet => ({
  ...inForce,
  version: '2027-01.1',
  signedOffBy: [],
  rows: inForce.rows.map((row) => (rows.includes(row.id) ? { ...row, enabled: false } : row)),
});

const DANGER = {
  kind: 'IMMEDIATE_DANGER',
  ...{
    name: 'Example Nurse',
    role: 'Named nurse',
    organisation: 'Community Health',
    reason: 'Fresh injuries',
  },
  madeAt: '2026-11-22T09:00:00Z',
  reviewBy: '2026-12-10T09:00:00Z',
} as const;

describe('A proposed rule set on a screen', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    const subject = child('R-1');
    await world.tell(agreementEvent('A-R-1', { subject, reference: 'ATS-R-1' }));
    await world.tell(itemEvent('E-R-1', { subject }));
  });
  afterAll(() => world.close());

  const propose = async (proposed: string) =>
    governance.submit(await governance.get('/ig/rulesets'), { proposed });

  it('stands beside those there are, with days and signatures', async () => {
    const rows = tableOf(await governance.get('/ig/rulesets'), 'Rule sets, newest first');
    expect(rows.find((row) => row.startsWith(inForce.version))).toMatch(/In force .* 2026 .+, .+ 2026/);
    expect(rows.some((row) => row.startsWith(findRuleset('2026-11.2')?.version ?? 'none'))).toBe(true);
  });

  it('shows by outcome, row and id what would change, in cases and in past items', async () => {
    const page = await propose(JSON.stringify(without('D5', 'D6')));
    expect(page.status).toBe(200);
    const changed = tableOf(page, 'What would change by outcome and row. Past items, each for every team');
    expect(changed).toContainEqual(expect.stringMatching(/^PERMIT D5 DENY .* Another outcome 2$/));
    expect(page.$(`a[href="/ig/items/${ITEM}"]`)).toHaveLength(2);
    expect(page.$('main').text()).toMatch(
      /cases fail. It cannot be signed.\s*It needs the sign-off of two people/,
    );
  });

  it('changes nothing beside itself', async () => {
    const page = await propose(JSON.stringify(inForce));
    expect(page.$('main').text()).toContain('3 asked, 0 would change.');
  });

  it('says why something is no rule set, and takes nothing that is not JSON', async () => {
    const page = await propose('{"version":"tomorrow"}');
    expect(page.$('h1').text()).toBe('The rule set cannot be used');
    expect((await propose('version: tomorrow')).status).toBe(400);
  });

  const upload = async (text: string, more: Readonly<Record<string, string>> = {}) => {
    const file = new File([text], 'ruleset.json', { type: 'application/json' });
    return governance.upload(await governance.get('/ig/rulesets'), { proposed: '', ...more, file });
  };

  it('is taken as a file as well, which goes before what is pasted', async () => {
    const page = await upload(JSON.stringify(inForce), { proposed: 'left over' });
    expect(page.$('main').text()).toContain('3 asked, 0 would change.');
    const form = await governance.get('/ig/rulesets');
    const none = await governance.upload(form, { proposed: JSON.stringify(inForce), file: new File([], '') });
    expect(none.$('main').text()).toContain('3 asked, 0 would change.');
  });

  it('is refused as a file that is too large or no JSON, in words, beside the field', async () => {
    const spaces = (count: number) => ' '.repeat(count);
    for (const large of [spaces(256 * 1024 + 1), spaces(3 * 1024 * 1024)]) {
      const page = await upload(large);
      expect(page.$('.govuk-error-summary a[href="#file"]').text()).toContain('256 KB or smaller');
      expect(page.$('#file-error').text()).toContain('256 KB or smaller');
    }
    const page = await upload('version: tomorrow');
    expect([page.status, page.$('#file-error').text()]).toEqual([
      400,
      expect.stringContaining('must hold a rule set as JSON'),
    ]);
  });

  it('is guarded by the token of its form like any other', async () => {
    const page = await governance.get('/ig/rulesets');
    page.$('input[name=_csrf]').attr('value', 'another');
    expect((await governance.upload(page, { proposed: JSON.stringify(inForce) })).status).toBe(403);
  });

  it('tells no number of sealed items, whether they are withheld or shared in danger', async () => {
    const read = async () => (await propose(JSON.stringify(without('D2', 'D5')))).$('main').text();
    await world.tell(itemEvent('E-R-2', { subject: child('R-2') }));
    const before = await read();
    expect(before).toContain('Left out: 1 withheld items');
    const subject = child('R-3');
    const sharing = { purpose: 'SCREENING', authority: 'CA1989_S47', judgement: DANGER } as const;
    await world.tell(
      itemEvent('E-R-sealed', { subject, data: { restricted: ['SEALED_LIST'], sensitivity: 'R' } }),
      itemEvent('E-R-danger', {
        subject,
        data: { restricted: ['SAFE_ADDRESS'], sharing: { ...sharing, existenceMayBeTold: false } },
      }),
    );
    const { rows } = await world.pool.query<{ state: string }>(
      `SELECT state FROM timeline.items WHERE source_event_id IN ('E-R-sealed', 'E-R-danger') ORDER BY 1`,
    );
    expect(rows.map(({ state }) => state)).toEqual(['SHARED', 'WITHHELD']);
    expect(await read()).toBe(before);
  });

  it('stores nothing', async () => {
    const before = await world.engines.store.headPosition();
    await propose(JSON.stringify(without('D5')));
    expect(await world.engines.store.headPosition()).toBe(before);
    expect(findRuleset('2027-01.1')).toBeUndefined();
  });
});

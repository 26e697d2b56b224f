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

  it('stores nothing', async () => {
    const before = await world.engines.store.headPosition();
    await propose(JSON.stringify(without('D5')));
    expect(await world.engines.store.headPosition()).toBe(before);
    expect(findRuleset('2027-01.1')).toBeUndefined();
  });
});

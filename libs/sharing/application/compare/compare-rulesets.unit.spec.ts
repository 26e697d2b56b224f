import { checkRuleset, compareOnCases, createComparison, findRuleset, type RuleSet } from '../../index.js';
import { inputOf } from '../truth-table/given.js';

const named = (version: string): RuleSet => {
  const found = findRuleset(version);
  if (!found) throw new Error(`There is no rule set ${version}`);
  return found;
};
const newest = named('2026-11.2');
const without = (row: string, version = '2026-12.1'): RuleSet => ({
  ...newest,
  version,
  signedOffBy: [],
  rows: newest.rows.map((each) => (each.id === row ? { ...each, enabled: false } : each)),
});

describe('A proposed rule set beside another', () => {
  it('changes nothing beside itself', () => {
    const { asked, changed, counts, changes } = compareOnCases(newest, newest);
    expect([changed, counts, changes]).toEqual([0, [], []]);
    expect(asked).toBeGreaterThan(400);
  });

  it('tells which cases it would answer otherwise, counted by outcome and row', () => {
    const { changed, counts, changes } = compareOnCases(newest, without('D6'));
    expect(counts[0]).toMatchObject({ kind: 'OUTCOME', before: 'PERMIT D6', after: 'DENY D10' });
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(changed);
    expect(changes).toHaveLength(changed);
    expect(changes.find(({ id }) => id === 'Everyone agreed')).toEqual({
      ...{ id: 'Everyone agreed', recipient: 'urn:agency:la:873/mash', purpose: 'SCREENING' },
      ...{ kind: 'OUTCOME', before: 'PERMIT D6', after: 'DENY D10' },
    });
  });

  it('tells another row and another basis apart from another outcome', () => {
    const input = inputOf({ agreements: [{}], sharing: { task: 'CA1989_S17' } });
    const row = createComparison(newest, without('D5'));
    row.add({ id: 'item-1', input });
    expect(row.result().counts).toEqual([{ kind: 'ROW', before: 'PERMIT D5', after: 'PERMIT D6', count: 1 }]);
    const silent = newest.rows.map((each) => ({ ...each, confidentiality: 'Other' }));
    const detail = createComparison(newest, { ...newest, rows: silent });
    detail.add({ id: 'item-1', input });
    expect(detail.result().counts).toMatchObject([
      { kind: 'DETAIL', before: 'PERMIT D5', after: 'PERMIT D5' },
    ]);
  });

  it('lists no more than it is asked to, and counts all', () => {
    const comparison = createComparison(newest, without('D6'), 2);
    for (let at = 0; at < 5; at += 1)
      comparison.add({ id: `item-${at}`, input: inputOf({ agreements: [{}] }) });
    const { changed, changes } = comparison.result();
    expect([changed, changes.map(({ id }) => id)]).toEqual([5, ['item-0', 'item-1']]);
  });
});

describe('The check of a rule set', () => {
  it('finds the one in force without fault', () => {
    expect(checkRuleset(newest)).toMatchObject({ faults: [], unsigned: [], failing: [] });
  });

  it('tells of a draft that nobody has signed it, and which cases it fails', () => {
    const checked = checkRuleset(without('D6'));
    expect(checked.unsigned).toEqual(['It needs the sign-off of two people in different roles.']);
    expect(checked.failing.find(({ name }) => name === 'Everyone agreed')?.mismatches).toContainEqual({
      ...{ what: 'outcome', expected: 'PERMIT', got: 'DENY' },
    });
  });

  it('tells why something is no rule set', () => {
    expect(checkRuleset({ version: 'tomorrow' }).faults[0]).toContain('may not be used');
  });
});

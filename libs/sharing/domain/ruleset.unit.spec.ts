import {
  currentRuleset,
  findRuleset,
  loadRulesets,
  parseDraft,
  parseRuleset,
  type RuleSet,
} from '../index.js';

const ruleset = currentRuleset(new Date('2026-11-23T10:00:00Z'));
const changed = (change: Partial<RuleSet>) => () => parseRuleset({ ...ruleset, ...change });

describe('The rule set', () => {
  it('in force today is signed off by two people in different roles', () => {
    expect(ruleset.version).toBe('2026-11.1');
    expect(new Set(ruleset.signedOffBy.map((each) => each.role)).size).toBe(2);
  });

  it('is not in force before its date, in London', () => {
    expect(() => currentRuleset(new Date('2026-10-31T23:59:59Z'))).toThrow('No sharing rule set is in force');
    expect(currentRuleset(new Date('2026-11-01T00:00:00Z')).version).toBe('2026-11.1');
  });

  it('carries every row and modifier of the decision table in order, those not yet matched included', () => {
    expect(ruleset.rows.map((row) => row.id).join(' ')).toBe('G1 G2 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10');
    expect(ruleset.modifiers.map((each) => each.id).join(' ')).toBe('M1 M2 M3 M4 M5 M6 M7');
    const waiting = [...ruleset.rows, ...ruleset.modifiers]
      .filter((each) => !each.enabled)
      .map((each) => each.id);
    expect(waiting.join(' ')).toBe('D1 D4 D7 D8 M3 M4 M6');
  });

  it('matches every row and modifier from the version after', () => {
    const later = currentRuleset(new Date('2026-11-25T00:00:00Z'));
    expect(later.version).toBe('2026-11.2');
    expect([...later.rows, ...later.modifiers].filter((each) => !each.enabled)).toEqual([]);
  });

  it('leaves the duty advisory until governance signs it off', () => {
    expect(findRuleset('2026-11.2')?.parameters).toMatchObject({
      duty_16LA_from: '2026-09-30',
      duty_16LA_advisory: true,
    });
    expect(findRuleset('2026-11.1')?.parameters.duty_16LA_from).toBeUndefined();
  });

  it('loads from its files, oldest first', () => {
    expect(loadRulesets().map((each) => each.version)).toEqual(['2026-11.1', '2026-11.2']);
    expect(findRuleset('1999-01.1')).toBeUndefined();
  });

  it('may be a draft that nobody has signed, which decides nothing', () => {
    const draft = { ...ruleset, version: '2026-12.1', signedOffBy: [] };
    expect(parseDraft(draft).version).toBe('2026-12.1');
    expect(() => parseRuleset(draft)).toThrow('two people in different roles');
  });

  it.each([
    ['one signature', changed({ signedOffBy: ruleset.signedOffBy.slice(0, 1) })],
    [
      'two signatures in one role',
      changed({ signedOffBy: ruleset.signedOffBy.map((each) => ({ ...each, role: 'SAME' })) }),
    ],
    [
      'one person signing twice',
      changed({ signedOffBy: ruleset.signedOffBy.map((each) => ({ ...each, name: 'Same' })) }),
    ],
    ['a row missing', changed({ rows: ruleset.rows.slice(1) })],
    ['a row twice', changed({ rows: [...ruleset.rows.slice(1), ...ruleset.rows.slice(-1)] })],
    [
      'a row enabled whose condition has no function',
      changed({ rows: ruleset.rows.map((row) => ({ ...row, enabled: true })) }),
    ],
    [
      'a last row that shares',
      changed({ rows: ruleset.rows.map((row) => ({ ...row, result: 'PERMIT' as const })) }),
    ],
    [
      'judgements that last longer than 28 days',
      changed({ parameters: { ...ruleset.parameters, judgementMaxDays: 29 } }),
    ],
    ['a signature later than the day it takes effect', changed({ effectiveFrom: '2026-10-27' })],
    [
      'a barrier whose reason has no sentence',
      changed({
        barriers: [
          {
            ...{ id: 'PLANTED', title: 'Planted', when: [], spares: [], beforeHold: false, notes: 'Planted' },
            reason: 'PLANTED.REASON' as 'ORDER.FORBIDS',
          },
        ],
      }),
    ],
    [
      'an alert on a condition that has no function',
      changed({ alerts: [{ code: 'DUTY.ADVISED', on: 'SHARED', when: ['moonlight'] }] }),
    ],
    [
      'a requirement of the row used as a condition',
      changed({ rows: ruleset.rows.map((row) => ({ ...row, conditions: ['articleNineOfRow'] })) }),
    ],
    ['an unknown field', () => parseRuleset({ ...ruleset, surprise: true })],
    ['nothing at all', () => parseRuleset(undefined)],
  ])('may not be used with %s', (_, load) => {
    expect(load).toThrow('The sharing rule set may not be used.');
  });
});

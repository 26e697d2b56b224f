import { loadRulesets, type RuleSet } from '../../index.js';
import {
  decideAgain,
  digestOf,
  hasRecord,
  readRecord,
  record,
  type PastDecision,
} from '../../application/truth-table/past-decisions.js';

const rulesets = loadRulesets();

/** Those that the rule set answers otherwise today than it was recorded. */
const differing = (version: string, ruleset: RuleSet): readonly PastDecision[] =>
  readRecord(version).filter((past) => {
    const again = digestOf(decideAgain(past.given, ruleset));
    return again !== ('digest' in past ? past.digest : digestOf(past.decision));
  });

describe('What was decided', () => {
  it('is on record for every version that is or was in force', () => {
    expect(rulesets.filter(({ version }) => !hasRecord(version))).toEqual([]);
    expect(() => rulesets.forEach(record)).toThrow('recorded already');
  });

  it.each(rulesets.map((ruleset) => [ruleset.version, ruleset] as const))(
    'under rule set %s is answered today as it was recorded',
    (version, ruleset) => {
      expect(readRecord(version).length).toBeGreaterThan(300);
      expect(differing(version, ruleset)).toEqual([]);
    },
  );

  it.each(rulesets.map((ruleset) => [ruleset.version, ruleset] as const))(
    'under rule set %s would be noticed if it were answered otherwise',
    (version, ruleset) => {
      const rows = ruleset.rows.map(({ confidentialityRoutes: _none, ...row }) => ({
        ...row,
        confidentiality: 'Other',
      }));
      expect(differing(version, { ...ruleset, rows }).length).toBeGreaterThan(50);
    },
  );

  it('keeps the decisions of the first version in full, field by field', () => {
    const first = readRecord('2026-11.1').filter((past) => 'decision' in past);
    const [oldest] = rulesets;
    if (!oldest) throw new Error('There is no rule set');
    expect(first.map(({ given }) => decideAgain(given, oldest))).toEqual(
      first.map(({ decision }) => decision),
    );
  });
});

import { loadRulesets } from '../../adapters/files/rulesets.js';
import type { DecisionCase } from '../try/read-case.js';
import { factsOf, nowOf } from './given.js';
import { readTable } from './read-table.js';

/** The truth table as anybody could send it, to try it elsewhere or to start a case of one's own from. */
export function tableAsCases(ruleset = loadRulesets().at(-1)?.version): readonly DecisionCase[] {
  return readTable()
    .flatMap(({ cases }) => cases)
    .map(({ name, given = {} }) => ({
      name,
      facts: factsOf(given),
      now: nowOf(given).toISOString(),
      ...(ruleset === undefined ? {} : { ruleset }),
      ...(given.rules === undefined ? {} : { settings: given.rules }),
    }));
}

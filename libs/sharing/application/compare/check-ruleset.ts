import { isThroughlineError } from '#platform';
import { parseDraft } from '../../adapters/files/rulesets.js';
import { signOffFaults } from '../../domain/ruleset-faults.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { checkCase, type Mismatch } from '../truth-table/check-case.js';
import { readTable } from '../truth-table/read-table.js';

export interface CheckedRuleset {
  /** Absent where it cannot be used at all. */
  readonly ruleset?: RuleSet;
  /** Why it cannot be used. */
  readonly faults: readonly string[];
  /** Why it may not take effect yet. */
  readonly unsigned: readonly string[];
  readonly cases: number;
  /** Cases that it answers otherwise than written down. */
  readonly failing: readonly { readonly name: string; readonly mismatches: readonly Mismatch[] }[];
}

/** Whether a rule set may be used: its shape, its conditions, its signatures, and every case of the truth table. */
export function checkRuleset(value: unknown): CheckedRuleset {
  const read = draftOf(value);
  if (typeof read === 'string') return { faults: [read], unsigned: [], cases: 0, failing: [] };
  const table = readTable().flatMap(({ cases }) => cases);
  const failing = table.flatMap((one) => {
    const mismatches = checkCase(one, read);
    return mismatches.length === 0 ? [] : [{ name: one.name, mismatches }];
  });
  return { ruleset: read, faults: [], unsigned: signOffFaults(read), cases: table.length, failing };
}

function draftOf(value: unknown): RuleSet | string {
  try {
    return parseDraft(value);
  } catch (error) {
    if (isThroughlineError(error, 'RULESET.INVALID')) return error.message;
    throw error;
  }
}

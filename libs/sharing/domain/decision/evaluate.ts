import type { SharingReason } from '../reasons.js';
import type { RowRule } from '../ruleset.js';
import type { Case } from './case.js';
import type { Condition } from './finding.js';
import type { Basis } from './rule-book.js';

export function allMet(question: Case, conditions: readonly Condition[], row?: RowRule): boolean {
  for (const condition of conditions) if (!condition(question, row).met) return false;
  return true;
}

/** The reasons worth telling of those conditions that are not met, in order. */
export function unmetReasons(
  question: Case,
  conditions: readonly Condition[],
  row?: RowRule,
): readonly SharingReason[] {
  const reasons: SharingReason[] = [];
  for (const condition of conditions) {
    const finding = condition(question, row);
    if (!finding.met && finding.reason) reasons.push(finding.reason, ...(finding.more ?? []));
  }
  return reasons;
}

/** The bases of a column that are open: any one will do, and the column is exhaustive. */
export function openBases(question: Case, column: readonly Basis[], row?: RowRule): readonly Basis[] {
  return column.filter(({ conditions }) => allMet(question, conditions, row));
}

/** What is missing of a column none of whose bases is open. */
export function missingOf(question: Case, column: readonly Basis[], row?: RowRule): readonly SharingReason[] {
  return column.flatMap(({ conditions }) => unmetReasons(question, conditions, row));
}

export const codesOf = (bases: readonly Basis[]): readonly string[] => bases.map(({ code }) => code);

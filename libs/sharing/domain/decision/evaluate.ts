import { CONDITIONS } from '../conditions/index.js';
import type { SharingReason } from '../reasons.js';
import type { BasisOption } from '../ruleset.js';
import type { Case } from './case.js';
import { NOT_OFFERED, type Finding } from './finding.js';

/** A condition without a function is never met: an unknown rule opens nothing. */
export function check(question: Case, condition: string): Finding {
  return CONDITIONS[condition]?.(question) ?? NOT_OFFERED;
}

export function allMet(question: Case, conditions: readonly string[]): boolean {
  return conditions.every((condition) => check(question, condition).met);
}

/** The reasons worth telling of those conditions that are not met, in order. */
export function unmetReasons(question: Case, conditions: readonly string[]): readonly SharingReason[] {
  const reasons: SharingReason[] = [];
  for (const condition of conditions) {
    const finding = check(question, condition);
    if (!finding.met && finding.reason) reasons.push(finding.reason);
  }
  return reasons;
}

/** The bases of a column that are open: any one will do, and the column is exhaustive. */
export function openBases(question: Case, column: readonly BasisOption[]): readonly string[] {
  return column.filter((option) => allMet(question, option.conditions)).map((option) => option.code);
}

/** What is missing of a column none of whose bases is open. */
export function missingOf(question: Case, column: readonly BasisOption[]): readonly SharingReason[] {
  return column.flatMap((option) => unmetReasons(question, option.conditions));
}

import type { BarrierRule } from '../ruleset.js';
import type { Case } from './case.js';
import { allMet } from './evaluate.js';
import type { BookRow, RuleBook } from './rule-book.js';

const NONE: readonly BarrierRule[] = [];

/** What shuts rows of this question, in the rule set's order. */
export function barriersOf(question: Case, { barriers }: RuleBook): readonly BarrierRule[] {
  let found: BarrierRule[] | undefined;
  for (const { rule, when } of barriers) if (allMet(question, when)) (found ??= []).push(rule);
  return found ?? NONE;
}

/** The closing row is never shut: whatever no other row settles is denied. */
export const isShut = ({ rule, closes }: BookRow, barriers: readonly BarrierRule[]): boolean =>
  !closes && barriers.some(({ spares }) => !spares.includes(rule.id));

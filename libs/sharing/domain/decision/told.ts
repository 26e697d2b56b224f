import { classesOf } from '../conditions/restricted.js';
import type { Decision } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { AlertRule } from '../ruleset.js';
import type { Case } from './case.js';
import { allMet } from './evaluate.js';
import type { BookRow, RuleBook } from './rule-book.js';

/** What somebody is told beside the outcome; nothing where there is nothing to tell. */
export function alertsOn(
  question: Case,
  book: RuleBook,
  occasions: readonly AlertRule['on'][],
  row?: BookRow,
): Pick<Decision, 'alerts'> {
  const told = book.alerts
    .filter(({ rule, when }) => occasions.includes(rule.on) && allMet(question, when, row?.rule))
    .map(({ rule }) => rule.code);
  return told.length === 0 ? {} : { alerts: told };
}

/** An opened restricted item alerts its custodian. */
export function openingOf(question: Case, book: RuleBook, { rule }: BookRow): readonly SharingReason[] {
  const restricting = book.modifiers.HOLD_UNLESS_OPENED.some(({ when }) => allMet(question, when));
  if (!restricting) return [];
  const sensitiveOnly = classesOf(question).every((name) => name === 'SENSITIVE_SERVICE');
  return rule.id === 'D2' && !sensitiveOnly ? ['RESTRICTED.BREAK_GLASS'] : ['RESTRICTED.CUSTODIAN_ALERT'];
}

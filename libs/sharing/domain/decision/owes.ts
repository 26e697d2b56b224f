import type { Decision } from '../facts.js';
import { dayText, instantOf } from '../time/stated-time.js';
import type { Case } from './case.js';
import { allMet } from './evaluate.js';
import { isSettled, lastDayFor } from './owed.js';
import type { BookRow } from './rule-book.js';

type Owes = NonNullable<Decision['owes']>;

/** What has to be recorded because of this outcome, counted from the first disclosure on this row. */
export function owesUnder(question: Case, { rule, owes }: BookRow): Owes {
  const { now, input } = question;
  return owes.flatMap(({ record, when }): Owes => {
    if (!allMet(question, when, rule)) return [];
    const earlier = (input.owing ?? []).filter((each) => each.row === rule.id && each.record === record);
    if (earlier.some((each) => isSettled(each, now))) return [];
    const first = Math.min(now, ...earlier.map(({ disclosedAt }) => instantOf(disclosedAt)));
    return Number.isNaN(first) ? [] : [{ record, by: dayText(lastDayFor(first, question)) }];
  });
}

import { currentRuleset, dueDateOf, lastsAt } from '#sharing';
import type { AgencyId } from '#platform';
import { openedAtOf } from '../../application/reviews/view-reviews.query.js';
import type { OpenReview } from '../../application/reviews/review-of.js';

/** Noon of the last day for an answer: the working day after it was opened, by the calendar of the team's authority. */
export const dueOf = (review: OpenReview): Date => dueAfter(openedAtOf(review), review.team);

export function dueAfter(opened: Date, team: string): Date {
  const agency = team.split('/', 1)[0] as AgencyId;
  return new Date(`${dueDateOf(opened, agency, currentRuleset(opened).parameters)}T12:00:00Z`);
}

export const isLate = (due: Date, now: Date): boolean =>
  !lastsAt(due.toISOString().slice(0, 10), now.getTime());

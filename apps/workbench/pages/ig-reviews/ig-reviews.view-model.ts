import type { Recipient } from '#access';
import type { AuditedReview, Paged } from '#governance';
import { dateWords, momentWords } from '../../frame/dates.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';
import { ANSWER_WORDS, ASK_WORDS } from '../../oversight/review-words.js';
import { dueAfter, isLate } from '../reviews/review-due.js';

export const STATE_CHOICES = [
  ['OPEN', 'Open'],
  ['ANSWERED', 'Answered'],
] as const;

interface Filters {
  readonly team: string | undefined;
  readonly state: string | undefined;
}

export function igReviewsPage(
  list: Paged<AuditedReview>,
  filters: Filters,
  teams: readonly Recipient[],
  now: Date,
) {
  const named = teams.map(({ recipient, name }) => [recipient as string, name] as const);
  return {
    title: 'Reviews by a person',
    section: 'Oversight',
    teams: selectItems(named, filters.team),
    states: selectItems(STATE_CHOICES, filters.state),
    filtered: filters.team !== undefined || filters.state !== undefined,
    pager: pagerOf('/ig/reviews', { ...filters }, list),
    rows: list.rows.map((review) => ({
      family: review.reference,
      team: new Map(named).get(review.recipient) ?? review.recipient,
      asks: review.asks.map((ask) => ASK_WORDS[ask]),
      items: review.items,
      opened: momentWords(review.openedAt),
      due: dateWords(dueAfter(review.openedAt, review.recipient)),
      tag: tagOf(review, now),
      answers: (review.answers ?? []).map((answer) => ANSWER_WORDS[answer]),
    })),
  };
}

function tagOf({ answers, openedAt, recipient }: AuditedReview, now: Date) {
  if (answers) return { text: 'Answered', classes: 'govuk-tag--green' };
  return isLate(dueAfter(openedAt, recipient), now)
    ? { text: 'Overdue', classes: 'govuk-tag--red' }
    : { text: 'Open', classes: 'govuk-tag--yellow' };
}

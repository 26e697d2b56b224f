import type { Recipient } from '#access';
import type { RecipientId } from '#platform';
import { codeOf } from '../../application/reviews/find-review.js';
import { isOpen, type OpenReview } from '../../application/reviews/review-of.js';
import { dateWords, momentWords } from '../../frame/dates.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';
import { ASK_WORDS } from '../../oversight/review-words.js';
import { dueOf, isLate } from './review-due.js';

const PAGE_SIZE = 25;

interface Shown {
  readonly team: RecipientId | undefined;
  readonly teams: readonly Recipient[];
  readonly page: number;
  readonly now: Date;
}

/** What waits for a person to decide, oldest first. */
export function reviewsPage(reviews: readonly OpenReview[], { team, teams, page, now }: Shown) {
  const rows = reviews.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const list = { rows, page, more: reviews.length > page * PAGE_SIZE };
  const choices = teams.map(({ recipient, name }) => [recipient, name] as const);
  return {
    title: 'Reviews',
    asAt: momentWords(now),
    teams: choices.length > 1 ? selectItems(choices, team) : undefined,
    filtered: team !== undefined,
    pager: pagerOf('/reviews', { team }, list),
    rows: rows.map((review) => rowOf(review, teams, now)),
  };
}

function rowOf(review: OpenReview, teams: readonly Recipient[], now: Date) {
  const { view, team, items } = review;
  const asks = [...new Set(items.filter((each) => isOpen(each) || each.owes).map(({ ask }) => ask))].sort();
  const due = dueOf(review);
  return {
    href: `/reviews/${view.family}/${codeOf(team)}`,
    family: view.reference,
    team: teams.find(({ recipient }) => recipient === team)?.name ?? team,
    asks: asks.map((ask) => ASK_WORDS[ask]),
    items: items.length,
    due: dateWords(due),
    tag: tagOf(review, isLate(due, now)),
  };
}

function tagOf({ items }: OpenReview, late: boolean) {
  if (!items.some(isOpen)) return { text: 'Record owed', classes: 'govuk-tag--orange' };
  return late
    ? { text: 'Overdue', classes: 'govuk-tag--red' }
    : { text: 'Open', classes: 'govuk-tag--yellow' };
}

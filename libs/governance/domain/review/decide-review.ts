import type { FamilyId, ItemId, RecipientId, Uuid } from '#platform';
import type { Sealed } from '#vault';
import { REVIEW_ANSWERS, type ReviewAsk } from './review-asks.js';
import type { AskedItem, ReviewAnswered, ReviewEvent, ReviewPerson } from './review-events.js';

/** An answer stands as long as a judgement may, in milliseconds: 28 days. */
export const REVIEW_STANDS_MS = 28 * 86_400_000;

export const REVIEW_FAULTS = {
  'REVIEW.ANSWER_MISSING': 'Select what you decide.',
  'REVIEW.REASON_MISSING': 'Enter why.',
  'REVIEW.NOTHING_OPEN': 'Somebody answered this already, or it asks no longer.',
} as const;
export type ReviewFault = keyof typeof REVIEW_FAULTS;

/** What was answered of one family for one team; the last answer on each item. */
export interface ReviewState {
  readonly answers: ReadonlyMap<ItemId, ReviewAnswered>;
}

export function evolveReview(state: ReviewState | undefined, { data }: ReviewEvent): ReviewState {
  const answers = new Map(state?.answers ?? []);
  for (const { item } of data.items) answers.set(item, data);
  return { answers };
}

export interface AnsweringReview {
  readonly review: Uuid;
  readonly family: FamilyId;
  readonly recipient: RecipientId;
  /** What the person was shown as asked. */
  readonly items: readonly AskedItem[];
  readonly answer: string | undefined;
  readonly reason: string;
  readonly by: ReviewPerson;
  readonly at: string;
}

export type ReviewOutcome =
  | { readonly ok: true; readonly event: ReviewEvent }
  | { readonly ok: false; readonly faults: readonly ReviewFault[] };

/** Pure. Only what is still open is answered: who comes second changes nothing. */
export function decideReview(
  given: AnsweringReview,
  sealed: Sealed,
  state: ReviewState | undefined,
): ReviewOutcome {
  const { answer: said, reason, at, ...rest } = given;
  const answer = REVIEW_ANSWERS.find((known) => known === said);
  const items = given.items.filter(({ item, ask }) => standingAnswer(state, item, ask, at) === undefined);
  const faults: ReviewFault[] = [];
  if (items.length === 0) faults.push('REVIEW.NOTHING_OPEN');
  if (answer === undefined) faults.push('REVIEW.ANSWER_MISSING');
  if (reason.trim() === '') faults.push('REVIEW.REASON_MISSING');
  if (faults.length > 0 || answer === undefined) return { ok: false, faults };
  const until = new Date(Date.parse(at) + REVIEW_STANDS_MS).toISOString();
  return { ok: true, event: { type: 'ReviewAnswered', data: { ...rest, items, answer, at, until, sealed } } };
}

/** The answer that stands on an item: given to the same question, and not past its time. */
export function standingAnswer(
  state: ReviewState | undefined,
  item: ItemId,
  ask: ReviewAsk,
  at: string,
): ReviewAnswered | undefined {
  const answered = state?.answers.get(item);
  const isOfIt = answered?.items.some((each) => each.item === item && each.ask === ask);
  return answered && isOfIt && Date.parse(at) < Date.parse(answered.until) ? answered : undefined;
}

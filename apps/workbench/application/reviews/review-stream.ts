import { conflict, derivedUuid, type FamilyId, type RecipientId, type Uuid } from '#platform';
import type { EventStore } from '#event-store';
import {
  evolveReview,
  REVIEW_STREAMS,
  reviewEvent,
  type ReviewAnswered,
  type ReviewEvent,
  type ReviewState,
} from '#governance';

/** Of the family as the hub calls it. */
export const reviewIdOf = (family: FamilyId, team: RecipientId): Uuid => derivedUuid('review', family, team);

export interface LoadedReview {
  readonly state: ReviewState | undefined;
  readonly revision: bigint | 'no-stream';
}

/** What was answered under any name that the family had, and last of all the stream as it is now. */
export async function loadReview(
  store: EventStore,
  review: Uuid,
  known: readonly ReviewAnswered[],
): Promise<LoadedReview> {
  const stored = await store.readStream(`${REVIEW_STREAMS}${review}`);
  const elsewhere = known.filter((each) => each.review !== review);
  const events = [...elsewhere.map(asEvent), ...stored.map(reviewEvent)];
  const state = stateOf(events.map(({ data }) => data));
  return { state, revision: stored.at(-1)?.revision ?? 'no-stream' };
}

/** The last answer counts, whatever stream it lies in. */
export const stateOf = (answers: readonly ReviewAnswered[]): ReviewState | undefined =>
  [...answers]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(asEvent)
    .reduce<ReviewState | undefined>(evolveReview, undefined);

const asEvent = (data: ReviewAnswered): ReviewEvent => ({ type: 'ReviewAnswered', data });

/** Throws `REVIEW.OVERTAKEN` where somebody else answered meanwhile. */
export async function appendReview(
  store: EventStore,
  { type, data }: ReviewEvent,
  revision: LoadedReview['revision'],
): Promise<void> {
  const { review, by, at } = data;
  const event = {
    id: derivedUuid('review-answered', review, by.person, at),
    ...{ type, data },
    metadata: { schemaVersion: 1, actor: by.person },
  };
  const appended = await store.append(`${REVIEW_STREAMS}${review}`, revision, [event]);
  if (!appended.ok) throw conflict('REVIEW.OVERTAKEN', 'Somebody else answered this review.');
}

export const answerContext = ({ review, at }: Pick<ReviewAnswered, 'review' | 'at'>): string =>
  `${review}/${at}`;

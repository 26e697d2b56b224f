import { derivedUuid, type FamilyId, type RecipientId, type Uuid } from '#platform';
import { DecidedStreams, type EventStore, type Folded } from '#event-store';
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

const reviews = new DecidedStreams<readonly ReviewAnswered[], ReviewEvent>(
  REVIEW_STREAMS,
  reviewEvent,
  (answers = [], { data }) => [...answers, data],
);

/** What was answered under any name that the family had, and last of all the stream as it is now. */
export async function loadReview(
  store: EventStore,
  review: Uuid,
  known: readonly ReviewAnswered[],
): Promise<Folded<ReviewState>> {
  const { state: own = [], revision } = await reviews.load(store, review);
  const elsewhere = known.filter((each) => each.review !== review);
  return { state: stateOf([...elsewhere, ...own]), revision };
}

/** The last answer counts, whatever stream it lies in. */
export const stateOf = (answers: readonly ReviewAnswered[]): ReviewState | undefined =>
  [...answers]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map((data): ReviewEvent => ({ type: 'ReviewAnswered', data }))
    .reduce<ReviewState | undefined>(evolveReview, undefined);

/** False where somebody else answered meanwhile. */
export async function appendReview(
  store: EventStore,
  event: ReviewEvent,
  expected: Folded<ReviewState>['revision'],
): Promise<boolean> {
  const { review, by, at } = event.data;
  return (await reviews.append(store, review, [event], { expected, actor: by.person, at })) !== undefined;
}

export const answerContext = ({ review, at }: Pick<ReviewAnswered, 'review' | 'at'>): string =>
  `${review}/${at}`;

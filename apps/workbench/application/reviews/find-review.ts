import type { FamilyId, RecipientId, Uuid } from '#platform';
import type { Folded } from '#event-store';
import type { Sitting } from '#access';
import type { ReviewState } from '#governance';
import type { WorkbenchDeps } from '../../deps.js';
import { findFamilySight } from '../family-view.js';
import type { Readers } from '../readers.js';
import { usualSitting } from '../viewer-facts.js';
import { knownItems, reviewOf, teamsOf, type OpenReview } from './review-of.js';
import { loadReview, reviewIdOf } from './review-stream.js';

export interface ReviewAsked {
  readonly sitting: Sitting;
  readonly family: FamilyId;
  /** The part of the team's name after its agency's. */
  readonly team: string;
}

export interface FoundReview extends Folded<ReviewState> {
  readonly id: Uuid;
  readonly review: OpenReview;
}

/** As this viewer may know of it now; undefined where nothing asks, which looks the same as no such family. */
export async function findReview(
  readers: Readers,
  { directory, store }: Pick<WorkbenchDeps, 'directory' | 'store'>,
  { sitting, family, team: code }: ReviewAsked,
  now: Date,
): Promise<FoundReview | undefined> {
  const team = teamsOf(sitting, directory).find(({ recipient }) => codeOf(recipient) === code)?.recipient;
  const found = await findFamilySight(readers, usualSitting(sitting), family, now);
  if (team === undefined || found === undefined) return undefined;
  const { view, sight } = found;
  const ids = knownItems(view, sight).map(({ item }) => item);
  const id = reviewIdOf(view.recordedAs, team);
  const [loaded, overrides] = await Promise.all([
    readers.reviews.answersOn(ids, [team]).then((known) => loadReview(store, id, known)),
    readers.overrides.ofItems(ids),
  ]);
  const review = reviewOf(view, sight, team, { state: () => loaded.state, overrides, now });
  return review && { id, review, ...loaded };
}

/** How an address names a team. */
export const codeOf = (team: RecipientId): string => team.slice(team.lastIndexOf('/') + 1);

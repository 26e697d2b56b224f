import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId, RecipientId } from '#platform';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { everyViewIn } from '../family-view.js';
import { lookAt, type Sight } from '../look-at.js';
import { READERS, type Readers } from '../readers.js';
import { usualSitting } from '../viewer-facts.js';
import { isForSomebody, knownItems, reviewOf, teamsOf, type OpenReview } from './review-of.js';
import { stateOf } from './review-stream.js';

/** Families read at a time. */
const AT_ONCE = 50;

export class ViewReviews extends Query<readonly OpenReview[]> {
  constructor(
    readonly sitting: Sitting,
    /** Every team of the viewer's organisation where absent. */
    readonly team: RecipientId | undefined,
  ) {
    super();
  }
}

/**
 * Oldest first. Decided for the viewer before anything is counted: an item that they may not know of opens no review for
 * them. References, rows and days alone, so no look is on record.
 */
@QueryHandler(ViewReviews)
export class ViewReviewsHandler implements IQueryHandler<ViewReviews> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting, team }: ViewReviews): Promise<readonly OpenReview[]> {
    const now = this.deps.clock();
    const own = teamsOf(sitting, this.deps.directory).map(({ recipient }) => recipient);
    const teams = own.filter((each) => team === undefined || each === team);
    const families = await this.readers.reviews.familiesAsked(teams);
    const found = new Map<string, OpenReview>();
    for (let from = 0; from < families.length; from += AT_ONCE)
      for (const review of await this.reviewsIn(sitting, teams, families.slice(from, from + AT_ONCE), now))
        found.set(`${review.view.family} ${review.team}`, review);
    return [...found.values()].filter(isForSomebody).sort(oldestFirst);
  }

  private async reviewsIn(
    sitting: Sitting,
    teams: readonly RecipientId[],
    families: readonly FamilyId[],
    now: Date,
  ): Promise<readonly OpenReview[]> {
    const sight = await lookAt(this.readers, usualSitting(sitting), families, now);
    const views = everyViewIn(sight);
    const answers = await this.answersOn(
      views.flatMap((view) => knownItems(view, sight)),
      teams,
      now,
    );
    return views.flatMap((view) => teams.flatMap((team) => reviewOf(view, sight, team, answers) ?? []));
  }

  private async answersOn(known: Sight['items'], teams: readonly RecipientId[], now: Date) {
    const ids = [...new Set(known.map(({ item }) => item))];
    const [answered, overrides] = await Promise.all([
      this.readers.reviews.answersOn(ids, teams),
      this.readers.overrides.ofItems(ids),
    ]);
    const states = new Map(
      teams.map((team) => [team, stateOf(answered.filter(({ recipient }) => recipient === team))]),
    );
    return { state: (team: RecipientId) => states.get(team), overrides, now };
  }
}

export const openedAtOf = ({ items }: OpenReview): Date =>
  new Date(Math.min(...items.map(({ openedAt }) => openedAt.getTime())));

const oldestFirst = (one: OpenReview, other: OpenReview): number =>
  openedAtOf(one).getTime() - openedAtOf(other).getTime() ||
  (one.view.reference < other.view.reference ? -1 : 1);

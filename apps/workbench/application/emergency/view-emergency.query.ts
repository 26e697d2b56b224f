import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import { ROLE_POLICIES } from '#access';
import {
  reviewersOf,
  type EmergencyState,
  type EmergencyWords,
  type GlassReviewed,
  type VerdictWords,
} from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong, type Looking } from '../barred.js';
import { READERS, type Readers } from '../readers.js';
import { referenceOf } from '../reference-of.js';
import { openText } from '../sealed-text.js';
import { appendLook, loadEmergency, verdictContext } from './emergency-stream.js';

export interface EmergencyPage {
  readonly broken: EmergencyState['broken'];
  readonly reference: string;
  readonly words: EmergencyWords | undefined;
  /** The verdict of the viewer's own agency; another's is not told, nor that there is one. */
  readonly review: GlassReviewed | undefined;
  readonly verdict: VerdictWords | undefined;
  readonly mayReview: boolean;
}

export class ViewEmergency extends Query<EmergencyPage | undefined> {
  constructor(
    readonly who: Looking,
    readonly glass: Uuid,
  ) {
    super();
  }
}

/**
 * For reviewers of an agency that it concerns. Their look is on record beside the emergency view itself: among the looks at
 * the family it would tell that a custodian was concerned.
 */
@QueryHandler(ViewEmergency)
export class ViewEmergencyHandler implements IQueryHandler<ViewEmergency> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ who, glass }: ViewEmergency): Promise<EmergencyPage | undefined> {
    const { store, vault, clock } = this.deps;
    const { viewer } = who;
    const { state } = await loadEmergency(store, glass);
    if (state === undefined || !reviewersOf(state.broken).includes(viewer.agency)) return undefined;
    if ((await barredAmong(this.readers, who, [state.broken.family], clock())).size > 0) return undefined;
    const by = { person: viewer.staff, role: ROLE_POLICIES[viewer.role].words, agency: viewer.agency };
    await appendLook(store, { glass, by, at: clock().toISOString() });
    const { broken, reviews } = state;
    const review = reviews.find((each) => each.by.agency === viewer.agency);
    const [reference, words, verdict] = await Promise.all([
      referenceOf(this.readers.people, broken.family),
      openText<EmergencyWords>(vault, broken.sealed, glass),
      review && openText<VerdictWords>(vault, review.sealed, verdictContext(glass, viewer.agency)),
    ]);
    const mayReview = review === undefined && broken.by.person !== viewer.staff;
    return { broken, reference, words, review, verdict, mayReview };
  }
}

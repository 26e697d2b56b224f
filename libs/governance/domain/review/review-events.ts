import type { AgencyId, FamilyId, ItemId, RecipientId, StaffId, Uuid } from '#platform';
import type { Sealed } from '#vault';
import type { ReviewAnswer, ReviewAsk } from './review-asks.js';

/** Who answers. The name is sealed with the reason. */
export interface ReviewPerson {
  readonly person: StaffId;
  readonly role: string;
  readonly agency: AgencyId;
}

export interface AskedItem {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly ask: ReviewAsk;
}

/** Stream `review-<id>`, one of each family and team: a person's answer on what was open then. The last one counts. */
export interface ReviewAnswered {
  readonly review: Uuid;
  /** As the hub calls it. */
  readonly family: FamilyId;
  readonly recipient: RecipientId;
  readonly items: readonly AskedItem[];
  readonly answer: ReviewAnswer;
  readonly by: ReviewPerson;
  readonly at: string;
  /** ISO moment: what still asks then is open again. */
  readonly until: string;
  /** Opens to `ReviewWords` (record = review id, class S, context = `<review>/<at>`). */
  readonly sealed: Sealed;
}

export interface ReviewWords {
  readonly name: string;
  readonly reason: string;
}

export const REVIEW_STREAMS = 'review-';

export type ReviewEvent = { readonly type: 'ReviewAnswered'; readonly data: ReviewAnswered };

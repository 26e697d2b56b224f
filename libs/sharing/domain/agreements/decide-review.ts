import { instantOf } from '../time/stated-time.js';
import { accepted, refused, REPEAT, type AgreementAnswer } from './agreement-answer.js';
import type { SealedNotice } from './agreement-notice.js';
import type { AgreementState } from './agreement-state.js';
import { isLater } from './dates.js';

/** A review confirms what stands and says when the next is due. It prolongs nothing. */
export function decideReview(
  notice: Extract<SealedNotice, { kind: 'REVIEW' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { agreement, reference, agency, record, item, details } = notice;
  const { reviewedAt, reviewAt } = details;
  if (Number.isNaN(instantOf(reviewedAt))) return refused('AGREEMENT.BAD_DATE');
  if (state?.givenAt === undefined) return refused('AGREEMENT.NOT_GIVEN');
  if (state.status !== 'GIVEN') return refused('AGREEMENT.ALREADY_WITHDRAWN');
  if (isLater(state.givenAt, reviewedAt)) return refused('AGREEMENT.SUPERSEDED');
  if (instantOf(state.reviewedAt) >= instantOf(reviewedAt)) return REPEAT;
  const next = reviewAt === undefined ? {} : { reviewAt };
  const data = { agreement, reference, agency, record, item, reviewedAt, ...next };
  return accepted({ type: 'AgreementReviewed', data });
}

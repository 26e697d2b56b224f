import { type Judgement, type SourceEvent } from '../../envelope.js';
import { type Fault } from '../fault.js';

/** A judgement lasts 28 days at most before a person reviews it. */
const LONGEST_JUDGEMENT_MS = 28 * 24 * 60 * 60_000;
const ROWS_BY_AGREEMENT: readonly (string | undefined)[] = ['D5', 'D6', 'D8'];

export function sharingFaults(event: SourceEvent): readonly Fault[] {
  const { judgement } = event.data.sharing;
  return [...agreementFaults(event), ...(judgement === undefined ? [] : judgementFaults(judgement))];
}

/** Rows D5, D6 and D8 stand on an agreement, so that who offers one of them names it. */
function agreementFaults({ data: { sharing, retracts } }: SourceEvent): readonly Fault[] {
  const relies = ROWS_BY_AGREEMENT.includes(sharing.basisOffered) && retracts === undefined;
  return relies && sharing.agreement === undefined
    ? [{ code: 'AGREEMENT.NO_REFERENCE', path: '/data/sharing/agreement' }]
    : [];
}

function judgementFaults({ madeAt, reviewBy }: Judgement): readonly Fault[] {
  const path = '/data/sharing/judgement/reviewBy';
  const lasts = Date.parse(reviewBy) - Date.parse(madeAt);
  if (lasts <= 0) return [{ code: 'JUDGEMENT.REVIEW_BEFORE_MADE', path }];
  return lasts > LONGEST_JUDGEMENT_MS ? [{ code: 'JUDGEMENT.REVIEW_TOO_LATE', path }] : [];
}

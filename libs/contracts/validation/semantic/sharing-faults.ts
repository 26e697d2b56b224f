import { type SourceEvent } from '../../envelope.js';
import { type StatedOrder } from '../../stated-sharing.js';
import { type Fault } from '../fault.js';
import { isDayAlone } from '../time-formats.js';
import { judgementsIn, type PlacedJudgement } from './judgements-in.js';

/** A judgement lasts 28 days at most before a person reviews it. */
const LONGEST_JUDGEMENT_MS = 28 * 24 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const ROWS_BY_AGREEMENT: readonly (string | undefined)[] = ['D5', 'D6', 'D8'];

export function sharingFaults(event: SourceEvent): readonly Fault[] {
  const { sharing } = event.data;
  return [
    ...agreementFaults(event),
    ...judgementsIn(sharing).flatMap(judgementFaults),
    ...(sharing.orders ?? []).flatMap(orderFaults),
  ];
}

/** Rows D5, D6 and D8 stand on an agreement, so that who offers one of them names it. */
function agreementFaults({ data: { sharing, retracts } }: SourceEvent): readonly Fault[] {
  const relies = ROWS_BY_AGREEMENT.includes(sharing.basisOffered) && retracts === undefined;
  return relies && sharing.agreement === undefined
    ? [{ code: 'AGREEMENT.NO_REFERENCE', path: '/data/sharing/agreement' }]
    : [];
}

function judgementFaults({
  judgement: { madeAt, reviewBy },
  path: place,
}: PlacedJudgement): readonly Fault[] {
  const path = `${place}/reviewBy`;
  const lasts = Date.parse(reviewBy) - Date.parse(madeAt);
  if (lasts <= 0) return [{ code: 'JUDGEMENT.REVIEW_BEFORE_MADE', path }];
  return lasts > LONGEST_JUDGEMENT_MS ? [{ code: 'JUDGEMENT.REVIEW_TOO_LATE', path }] : [];
}

/** An order ends after it begins; a date alone lasts to the end of its day. */
function orderFaults({ from, until }: StatedOrder, at: number): readonly Fault[] {
  if (from === undefined || until === undefined) return [];
  const ends = Date.parse(until) + (isDayAlone(until) ? DAY_MS : 0);
  return ends > Date.parse(from)
    ? []
    : [{ code: 'TIME.WRONG_ORDER', path: `/data/sharing/orders/${at}/until` }];
}

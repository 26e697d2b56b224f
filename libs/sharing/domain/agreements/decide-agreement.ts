import type { AgreementGiven } from '../agreement-events.js';
import { dayText, instantOf, lastDayAfterMonths, lastInstantOf } from '../time/stated-time.js';
import { accepted, refused, REPEAT, type AgreementAnswer } from './agreement-answer.js';
import type { SealedNotice } from './agreement-notice.js';
import type { AgreementState } from './agreement-state.js';
import { isLater } from './dates.js';
import { decideNarrowing } from './decide-narrowing.js';
import { decideReview } from './decide-review.js';
import { answeredBy, givenOf } from './given-of.js';
import { replacing, replacingFault } from './replacing.js';

/** What an answer hangs on besides the agreement itself. */
export interface AgreementContext {
  /** How long an agreement lasts that states no end (the rule set's `agreementDefaultMonths`). */
  readonly defaultMonths?: number;
  /** The agreement that a giving names as replaced, where it is held. */
  readonly replaced?: AgreementState | undefined;
}

export function decideAgreement(
  notice: SealedNotice,
  state: AgreementState | undefined,
  context: AgreementContext = {},
): AgreementAnswer {
  if (state && state.record !== notice.record) return refused('AGREEMENT.OTHER_PERSON');
  switch (notice.kind) {
    case 'GIVE':
      return give(notice, state, context);
    case 'WITHDRAW':
      return withdraw(notice, state);
    case 'REFUSE':
      return refuse(notice, state);
    case 'NARROW':
      return decideNarrowing(notice, state);
    case 'REVIEW':
      return decideReview(notice, state);
  }
}

function give(
  notice: Extract<SealedNotice, { kind: 'GIVE' }>,
  state: AgreementState | undefined,
  { defaultMonths = 12, replaced }: AgreementContext,
): AgreementAnswer {
  const { details } = notice;
  const expiresAt = details.expiresAt ?? defaultEnd(details.givenAt, defaultMonths);
  if (expiresAt === undefined || Number.isNaN(instantOf(expiresAt))) return refused('AGREEMENT.BAD_DATE');
  const begins = instantOf(details.givenAt);
  if (Number.isNaN(begins)) return refused('AGREEMENT.BAD_DATE');
  if (lastInstantOf(expiresAt) <= begins) return refused('AGREEMENT.ENDS_BEFORE_IT_BEGINS');
  const data = givenOf(notice, expiresAt);
  const fault = details.replacesReference === undefined ? undefined : replacingFault(data, replaced);
  if (fault) return refused(fault);
  return agreeWith(state, data) ?? accepted({ type: 'AgreementGiven', data }, ...replacing(data, replaced));
}

function defaultEnd(givenAt: string, months: number): string | undefined {
  const day = lastDayAfterMonths(givenAt, months);
  return day === undefined ? undefined : dayText(day);
}

/** An answer where the giving changes nothing or may not stand beside what is held. */
function agreeWith(state: AgreementState | undefined, data: AgreementGiven): AgreementAnswer | undefined {
  if (!state) return undefined;
  const [held, stated] = [instantOf(state.givenAt), instantOf(data.givenAt)];
  if (held === stated) return sameTerms(state, data) ? REPEAT : refused('AGREEMENT.SAME_TIME_OTHER_TERMS');
  if (held > stated || isLater(state.narrowedAt, data.givenAt)) return refused('AGREEMENT.SUPERSEDED');
  const ended = state.revivedAfter !== undefined && !(stated > lastInstantOf(state.revivedAfter));
  return ended && state.givenAt !== undefined ? refused('AGREEMENT.ALREADY_WITHDRAWN') : undefined;
}

const TERMS = [
  'ground',
  'groundUntil',
  'registeredOn',
  'withinTerms',
  'express',
  'authority',
  'competent',
  'purposes',
  'recipients',
  'categories',
  'exclusions',
  'expiresAt',
] as const;

const sameTerms = (state: AgreementState, data: AgreementGiven): boolean =>
  TERMS.every((term) => JSON.stringify(state[term]) === JSON.stringify(data[term]));

/** A withdrawal that arrives before its giving is kept: it fails closed, and only a later giving revives it. */
function withdraw(
  notice: Extract<SealedNotice, { kind: 'WITHDRAW' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { agreement, reference, agency, record, item, details } = notice;
  const { withdrawnAt, by } = details;
  const who = answeredBy(notice, details.byLocalId);
  if (Number.isNaN(instantOf(withdrawnAt))) return refused('AGREEMENT.BAD_DATE');
  const data = { agreement, reference, agency, record, item, withdrawnAt, by, ...who };
  if (!state) return { ...accepted({ type: 'AgreementWithdrawn', data }), warnings: ['AGREEMENT.UNKNOWN'] };
  const ended = endedBy(state, withdrawnAt);
  return ended ?? accepted({ type: 'AgreementWithdrawn', data });
}

function refuse(
  notice: Extract<SealedNotice, { kind: 'REFUSE' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { agreement, reference, agency, record, item, details } = notice;
  const { refusedAt, by } = details;
  const who = answeredBy(notice, details.byLocalId);
  if (Number.isNaN(instantOf(refusedAt))) return refused('AGREEMENT.BAD_DATE');
  const data = { agreement, reference, agency, record, item, refusedAt, by, ...who };
  const repeat = state?.status === 'REFUSED' ? endedBy(state, refusedAt) : undefined;
  return repeat ?? accepted({ type: 'AgreementRefused', data });
}

/**
 * An answer where a later giving has answered this end, or where it says no more than ends held before. An end later than
 * those is kept: a giving dated between them may be still to come, and must not revive what was taken back after it.
 */
function endedBy(state: AgreementState, end: string): AgreementAnswer | undefined {
  if (state.status === 'GIVEN' || state.status === 'SUPERSEDED') {
    return instantOf(state.givenAt) > lastInstantOf(end) ? refused('AGREEMENT.SUPERSEDED') : undefined;
  }
  const isNoSooner = instantOf(state.endedAt) <= instantOf(end);
  return isNoSooner && lastInstantOf(end) <= lastInstantOf(state.revivedAfter) ? REPEAT : undefined;
}

import type { AgreementEvent, AgreementGiven } from '../agreement-events.js';
import { dayText, instantOf, lastDayAfterMonths, lastInstantOf } from '../time/stated-time.js';
import type { SealedNotice } from './agreement-notice.js';
import type { AgreementState } from './agreement-state.js';

/** Codes of notices that are refused or that the publisher should hear about; each with its sentence. */
export const AGREEMENT_NOTICE_REASONS = {
  'AGREEMENT.UNKNOWN': 'No agreement with this reference was given; the withdrawal is kept and stands.',
  'AGREEMENT.ALREADY_WITHDRAWN': 'The agreement had already ended by this date.',
  'AGREEMENT.SUPERSEDED': 'A later agreement with this reference is held.',
  'AGREEMENT.OTHER_PERSON':
    'This reference belongs to another person; each person has an agreement of their own.',
  'AGREEMENT.SAME_TIME_OTHER_TERMS':
    'Other terms with the same date are held; state the terms with a later date.',
  'AGREEMENT.ENDS_BEFORE_IT_BEGINS': 'The agreement ends before it is given.',
  'AGREEMENT.BAD_DATE': 'A date of the agreement cannot be read.',
} as const;
export type AgreementNoticeReason = keyof typeof AGREEMENT_NOTICE_REASONS;

/** No events: a repeat that changes nothing. `warnings` are told to the publisher beside the acceptance. */
export type AgreementAnswer =
  | {
      readonly ok: true;
      readonly events: readonly AgreementEvent[];
      readonly warnings: readonly AgreementNoticeReason[];
    }
  | { readonly ok: false; readonly code: AgreementNoticeReason };

const REPEAT: AgreementAnswer = { ok: true, events: [], warnings: [] };
const accepted = (event: AgreementEvent, ...warnings: readonly AgreementNoticeReason[]): AgreementAnswer => ({
  ok: true,
  events: [event],
  warnings,
});
const refused = (code: AgreementNoticeReason): AgreementAnswer => ({ ok: false, code });

/** `defaultMonths`: how long an agreement lasts that states no end (the rule set's `agreementDefaultMonths`). */
export function decideAgreement(
  notice: SealedNotice,
  state: AgreementState | undefined,
  defaultMonths = 12,
): AgreementAnswer {
  if (state && state.record !== notice.record) return refused('AGREEMENT.OTHER_PERSON');
  switch (notice.kind) {
    case 'GIVE':
      return give(notice, state, defaultMonths);
    case 'WITHDRAW':
      return withdraw(notice, state);
    case 'REFUSE':
      return refuse(notice, state);
  }
}

function give(
  notice: Extract<SealedNotice, { kind: 'GIVE' }>,
  state: AgreementState | undefined,
  defaultMonths: number,
): AgreementAnswer {
  const { details } = notice;
  const expiresAt = details.expiresAt ?? defaultEnd(details.givenAt, defaultMonths);
  if (expiresAt === undefined || Number.isNaN(instantOf(expiresAt))) return refused('AGREEMENT.BAD_DATE');
  const begins = instantOf(details.givenAt);
  if (Number.isNaN(begins)) return refused('AGREEMENT.BAD_DATE');
  if (lastInstantOf(expiresAt) <= begins) return refused('AGREEMENT.ENDS_BEFORE_IT_BEGINS');
  const data = givenOf(notice, expiresAt);
  return agreeWith(state, data) ?? accepted({ type: 'AgreementGiven', data });
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
  if (held > stated) return refused('AGREEMENT.SUPERSEDED');
  const ended = state.revivedAfter !== undefined && !(stated > lastInstantOf(state.revivedAfter));
  return ended && state.givenAt !== undefined ? refused('AGREEMENT.ALREADY_WITHDRAWN') : undefined;
}

const TERMS = [
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

function givenOf(notice: Extract<SealedNotice, { kind: 'GIVE' }>, expiresAt: string): AgreementGiven {
  const { agreement, reference, agency, record, item, details, sealed } = notice;
  const { authority, purposes, recipients, categories, exclusions } = details;
  const { method, wordingVersion, noticeVersion, givenAt, reviewAt, competence } = details;
  return {
    ...{
      agreement,
      reference,
      agency,
      record,
      item,
      authority,
      purposes,
      recipients,
      categories,
      exclusions,
    },
    ...{ method, wordingVersion, noticeVersion, givenAt, expiresAt, sealed },
    ...(competence === undefined ? {} : { competent: competence.result === 'COMPETENT' }),
    ...(reviewAt === undefined ? {} : { reviewAt }),
  };
}

/** A withdrawal that arrives before its giving is kept: it fails closed, and only a later giving revives it. */
function withdraw(
  notice: Extract<SealedNotice, { kind: 'WITHDRAW' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { agreement, reference, agency, record, item, details } = notice;
  const { withdrawnAt, by } = details;
  if (Number.isNaN(instantOf(withdrawnAt))) return refused('AGREEMENT.BAD_DATE');
  const data = { agreement, reference, agency, record, item, withdrawnAt, by };
  if (!state) return accepted({ type: 'AgreementWithdrawn', data }, 'AGREEMENT.UNKNOWN');
  const ended = endedBy(state, withdrawnAt);
  return ended ?? accepted({ type: 'AgreementWithdrawn', data });
}

function refuse(
  notice: Extract<SealedNotice, { kind: 'REFUSE' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { agreement, reference, agency, record, item, details } = notice;
  const { refusedAt, by } = details;
  if (Number.isNaN(instantOf(refusedAt))) return refused('AGREEMENT.BAD_DATE');
  const data = { agreement, reference, agency, record, item, refusedAt, by };
  const repeat = state?.status === 'REFUSED' ? endedBy(state, refusedAt) : undefined;
  return repeat ?? accepted({ type: 'AgreementRefused', data });
}

/** An answer where the agreement has already ended by then, or a later giving has answered this end. */
function endedBy(state: AgreementState, end: string): AgreementAnswer | undefined {
  if (state.status === 'GIVEN') {
    return instantOf(state.givenAt) > lastInstantOf(end) ? refused('AGREEMENT.SUPERSEDED') : undefined;
  }
  const [ended, at] = [instantOf(state.endedAt), instantOf(end)];
  if (ended === at) return REPEAT;
  return ended < at ? refused('AGREEMENT.ALREADY_WITHDRAWN') : undefined;
}

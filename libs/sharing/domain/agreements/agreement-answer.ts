import type { AgreementEvent } from '../agreement-events.js';

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
  'AGREEMENT.NOT_GIVEN': 'No agreement with the reference that is named was given.',
  'AGREEMENT.WOULD_WIDEN': 'What is stated as narrower would allow more than was agreed.',
  'AGREEMENT.OTHER_MATTER': 'The agreement that is named as replaced is for other purposes.',
} as const;
export type AgreementNoticeReason = keyof typeof AGREEMENT_NOTICE_REASONS;

/** No events: a repeat that changes nothing. `warnings` are told to the publisher beside the acceptance. */
export interface AcceptedNotice {
  readonly ok: true;
  readonly events: readonly AgreementEvent[];
  readonly warnings: readonly AgreementNoticeReason[];
}

export type AgreementAnswer = AcceptedNotice | { readonly ok: false; readonly code: AgreementNoticeReason };

export const REPEAT: AgreementAnswer = { ok: true, events: [], warnings: [] };
export const accepted = (...events: readonly AgreementEvent[]): AcceptedNotice => ({
  ok: true,
  events,
  warnings: [],
});
export const refused = (code: AgreementNoticeReason): AgreementAnswer => ({ ok: false, code });

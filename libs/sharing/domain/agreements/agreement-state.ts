import { defect, type AgencyId } from '#platform';
import type { Sealed } from '#vault';
import type {
  AgreementEvent,
  AgreementGiven,
  AgreementRefused,
  AgreementWithdrawn,
  StatedAuthority,
} from '../agreement-events.js';
import type { AgreementFacts } from '../facts.js';
import { instantOf, lastInstantOf } from '../time/stated-time.js';

/** An `agreement-` stream folded. Who it is for (person) is joined when it is used, because links move. */
export type AgreementState = Omit<AgreementFacts, 'person' | 'authority'> & {
  readonly authority: StatedAuthority;
  readonly agency: AgencyId;
  readonly reference: string;
  readonly method?: string;
  readonly wordingVersion?: string;
  readonly noticeVersion?: string;
  readonly sealed?: Sealed;
  /** Latest end ever stated: only a giving dated after it revives the agreement. */
  readonly revivedAfter?: string;
};

/** Throws `AGREEMENT.UNKNOWN_EVENT` on a type it cannot read. */
export function evolveAgreement(state: AgreementState | undefined, event: AgreementEvent): AgreementState {
  switch (event.type) {
    case 'AgreementGiven':
      return given(state, event.data);
    case 'AgreementWithdrawn':
      return ended(state, event.data, 'WITHDRAWN', event.data.withdrawnAt);
    case 'AgreementRefused':
      return ended(state, event.data, 'REFUSED', event.data.refusedAt);
    default:
      throw unknownEvent(event);
  }
}

/** The facts that a decision takes, for the person whom the record is linked to now. */
export function agreementFacts(state: AgreementState, person: AgreementFacts['person']): AgreementFacts {
  const { agreement, record, status, authority, purposes, recipients, categories, exclusions } = state;
  const { competent, givenAt, expiresAt, reviewAt, endedAt } = state;
  return {
    ...{ agreement, record, person, status, authority, purposes, recipients, categories, exclusions },
    ...(competent === undefined ? {} : { competent }),
    ...(givenAt === undefined ? {} : { givenAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(reviewAt === undefined ? {} : { reviewAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}

/** A later giving supersedes, narrower or wider. One dated before an end adds what was agreed but revives nothing. */
function given(state: AgreementState | undefined, data: AgreementGiven): AgreementState {
  const terms = termsOf(data);
  if (!state) return { ...terms, status: 'GIVEN' };
  if (isLater(state.givenAt, data.givenAt)) return state;
  const revived = state.revivedAfter === undefined || outlives(data.givenAt, state.revivedAfter);
  const { revivedAfter } = state;
  if (revived) return { ...terms, status: 'GIVEN', ...(revivedAfter === undefined ? {} : { revivedAfter }) };
  return { ...state, ...terms, status: state.status };
}

function termsOf(data: AgreementGiven): Omit<AgreementState, 'status'> {
  const { agreement, reference, agency, record, authority, competent, purposes, recipients, categories } =
    data;
  const { exclusions, method, wordingVersion, noticeVersion, givenAt, reviewAt, expiresAt, sealed } = data;
  return {
    ...{ agreement, reference, agency, record, authority, purposes, recipients, categories, exclusions },
    ...{ method, wordingVersion, noticeVersion, givenAt, expiresAt, sealed },
    ...(competent === undefined ? {} : { competent }),
    ...(reviewAt === undefined ? {} : { reviewAt }),
  };
}

/** An end dated before the giving that stands was answered by it. Of several ends the first acts, the last is to be outlived. */
function ended(
  state: AgreementState | undefined,
  data: AgreementWithdrawn | AgreementRefused,
  status: 'WITHDRAWN' | 'REFUSED',
  at: string,
): AgreementState {
  if (!state) return { ...nothingAgreed(data), status, endedAt: at, revivedAfter: at };
  const revivedAfter = later(state.revivedAfter, at);
  if (state.status === 'GIVEN') {
    const answered = outlives(state.givenAt, at);
    return answered ? { ...state, revivedAfter } : { ...state, status, endedAt: at, revivedAfter };
  }
  const refused = state.status === 'REFUSED' || status === 'REFUSED';
  return {
    ...state,
    status: refused ? 'REFUSED' : 'WITHDRAWN',
    endedAt: earlier(state.endedAt, at),
    revivedAfter,
  };
}

function nothingAgreed(data: AgreementWithdrawn | AgreementRefused): Omit<AgreementState, 'status'> {
  const { agreement, reference, agency, record, by } = data;
  const nothing = { purposes: [], recipients: [], categories: [], exclusions: [] };
  return { agreement, reference, agency, record, authority: by, ...nothing };
}

const isLater = (one: string | undefined, other: string | undefined): boolean =>
  instantOf(one) > instantOf(other);
/** A giving on the very day of an end that states only a day does not outlive it. */
const outlives = (given: string | undefined, end: string): boolean => instantOf(given) > lastInstantOf(end);
const later = (one: string | undefined, other: string): string =>
  one !== undefined && lastInstantOf(one) > lastInstantOf(other) ? one : other;
const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && isLater(other, one) ? one : other;

const unknownEvent = (event: never): Error =>
  defect('AGREEMENT.UNKNOWN_EVENT', 'An agreement stream holds an event that cannot be read.', {
    type: String((event as { readonly type?: unknown }).type),
  });

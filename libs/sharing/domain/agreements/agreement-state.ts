import { defect } from '#platform';
import type {
  AgreementEvent,
  AgreementNarrowed,
  AgreementReviewed,
  AgreementSuperseded,
} from '../agreement-events.js';
import type { AgreementFacts } from '../facts.js';
import { isLater, outlives } from './dates.js';
import { endedBy, nothingAgreed } from './ending.js';
import { givenBy } from './giving.js';
import { commonTerms } from './narrowing.js';
import type { AgreementState } from './folded-agreement.js';
import { without } from './without.js';

export type { AgreementState };

/** Throws `AGREEMENT.UNKNOWN_EVENT` on a type it cannot read. */
export function evolveAgreement(state: AgreementState | undefined, event: AgreementEvent): AgreementState {
  switch (event.type) {
    case 'AgreementGiven':
      return givenBy(state, event.data);
    case 'AgreementWithdrawn':
      return endedBy(state, event.data, 'WITHDRAWN', event.data.withdrawnAt);
    case 'AgreementRefused':
      return endedBy(state, event.data, 'REFUSED', event.data.refusedAt);
    case 'AgreementNarrowed':
      return narrowed(state, event.data);
    case 'AgreementReviewed':
      return reviewed(state, event.data);
    case 'AgreementSuperseded':
      return superseded(state, event.data);
    default:
      throw unknownEvent(event);
  }
}

/** What is told of an agreement only where it was stated. */
const STATED = [
  ...([
    'competent',
    'ageThen',
    'ageThenAtMost',
    'givenAt',
    'expiresAt',
    'reviewAt',
    'endedAt',
    'revivedAfter',
    'ground',
    'groundUntil',
  ] as const),
  ...(['registeredOn', 'withinTerms', 'express'] as const),
] as const;

/** The facts that a decision takes, for the persons whom the records are linked to now: whose it is, and who answered. */
export function agreementFacts(
  state: AgreementState,
  person: AgreementFacts['person'],
  by: string | undefined = state.answeredBy,
): AgreementFacts {
  const { agreement, record, status, authority, purposes, recipients, categories, exclusions } = state;
  const stated = STATED.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]]));
  return {
    ...{ agreement, record, person, status, authority, purposes, recipients, categories, exclusions },
    ...(Object.fromEntries(stated) as Partial<AgreementFacts>),
    ...(by === undefined ? {} : { by }),
  };
}

/** Nothing is agreed by a narrowing alone. One dated before the giving that stands was answered by it. */
function narrowed(state: AgreementState | undefined, data: AgreementNarrowed): AgreementState {
  const { narrowedAt } = data;
  if (!state) return { ...nothingAgreed(data), status: 'GIVEN', narrowedAt };
  if (isLater(state.givenAt, narrowedAt)) return state;
  const last = isLater(state.narrowedAt, narrowedAt) ? state.narrowedAt : narrowedAt;
  return { ...state, ...commonTerms(state, data), ...(last === undefined ? {} : { narrowedAt: last }) };
}

/** The last review says when the next is due. */
function reviewed(state: AgreementState | undefined, data: AgreementReviewed): AgreementState {
  const { reviewedAt, reviewAt } = data;
  if (!state) return { ...nothingAgreed(data), status: 'GIVEN' };
  if (isLater(state.givenAt, reviewedAt) || isLater(state.reviewedAt, reviewedAt)) return state;
  return { ...without(state, 'reviewAt'), reviewedAt, ...(reviewAt === undefined ? {} : { reviewAt }) };
}

function superseded(state: AgreementState | undefined, data: AgreementSuperseded): AgreementState {
  const { supersededAt, replacedBy } = data;
  const ended = { status: 'SUPERSEDED', endedAt: supersededAt, replacedBy } as const;
  if (!state) return { ...nothingAgreed(data), ...ended };
  if (state.status !== 'GIVEN' || outlives(state.givenAt, supersededAt)) return state;
  return { ...state, ...ended };
}

const unknownEvent = (event: never): Error =>
  defect('AGREEMENT.UNKNOWN_EVENT', 'An agreement stream holds an event that cannot be read.', {
    type: String((event as { readonly type?: unknown }).type),
  });

import type { AgreementGiven } from '../agreement-events.js';
import type { AgreementState } from './folded-agreement.js';
import { isLater, outlives } from './dates.js';
import { keptGround } from './kept-ground.js';

/** A later giving supersedes, narrower or wider. One dated before an end adds what was agreed but revives nothing. */
export function givenBy(state: AgreementState | undefined, data: AgreementGiven): AgreementState {
  const terms = termsOf(data);
  if (!state) return { ...terms, status: 'GIVEN' };
  if (isLater(state.givenAt, data.givenAt) || isLater(state.narrowedAt, data.givenAt)) return state;
  const { revivedAfter } = state;
  const revived = revivedAfter === undefined || outlives(data.givenAt, revivedAfter);
  if (revived && !isReplaced(state, data))
    return { ...terms, status: 'GIVEN', ...(revivedAfter === undefined ? {} : { revivedAfter }) };
  return { ...state, ...terms, status: state.status };
}

/** What was replaced stays so unless it is given anew. */
const isReplaced = ({ status, endedAt }: AgreementState, { givenAt }: AgreementGiven): boolean =>
  status === 'SUPERSEDED' && endedAt !== undefined && !outlives(givenAt, endedAt);

/** Optional parts of a giving that are kept where they are stated. */
const STATED = [
  ...([
    'competent',
    'ageThen',
    'ageThenAtMost',
    'competence',
    'answeredBy',
    'groundUntil',
    'registeredOn',
  ] as const),
  ...(['withinTerms', 'express', 'reviewAt'] as const),
] as const;

function termsOf(data: AgreementGiven): Omit<AgreementState, 'status'> {
  const { agreement, reference, agency, record, authority, purposes, recipients, categories } = data;
  const { exclusions, method, wordingVersion, noticeVersion, givenAt, expiresAt, sealed } = data;
  const stated = STATED.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]]));
  // Again here: events that were stored before still say it.
  const ground = keptGround(data.ground);
  return {
    ...{ agreement, reference, agency, record, authority, purposes, recipients, categories, exclusions },
    ...{ method, wordingVersion, noticeVersion, givenAt, expiresAt, sealed },
    ...(ground === undefined ? {} : { ground }),
    ...(Object.fromEntries(stated) as Partial<AgreementState>),
  };
}

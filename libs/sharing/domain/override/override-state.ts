import type { ItemId } from '#platform';
import type { OverrideRecord } from '../facts/override.js';
import { instantOf, lastsAt } from '../time/stated-time.js';
import type {
  OverrideAsked,
  OverrideAuthorised,
  OverrideEvent,
  OverrideRefused,
  OverrideShortfall,
  OverrideWithdrawn,
} from './override-events.js';

/** One request to override a refusal, or to share nothing under the duty, as it stands. */
export type OverrideState = OverrideAsked & {
  readonly authorised?: OverrideAuthorised;
  readonly refused?: OverrideRefused;
  readonly withdrawn?: OverrideWithdrawn;
  /** Of items that it did not open though it was authorised for them. */
  readonly shortfalls?: Readonly<Record<ItemId, OverrideShortfall>>;
};

/** What comes before the asking is left out: a stream begins with it. */
export function evolveOverride(
  state: OverrideState | undefined,
  event: OverrideEvent,
): OverrideState | undefined {
  if (event.type === 'OverrideAsked') return event.data;
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'OverrideAuthorised':
      return { ...state, authorised: event.data };
    case 'OverrideRefused':
      return { ...state, refused: event.data };
    case 'OverrideWithdrawn':
      return { ...state, withdrawn: event.data };
    case 'OverrideFellShort': {
      const found = event.data.items.map(({ item, why }) => [item, why] as const);
      return { ...state, shortfalls: { ...state.shortfalls, ...Object.fromEntries(found) } };
    }
  }
}

/**
 * WAITING: nothing is shared on it yet. APPROVAL_OWED: shared already, and somebody must authorise it by a day.
 * LAPSED: that day, or the review date, went by. Judged by the clock and never stored.
 */
export type OverrideStanding =
  'WAITING' | 'APPROVAL_OWED' | 'AUTHORISED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED';

export function standingOfOverride(state: OverrideState, now: number): OverrideStanding {
  if (state.refused) return 'REFUSED';
  if (state.withdrawn) return 'WITHDRAWN';
  if (!lastsAt(state.reviewBy, now)) return 'LAPSED';
  if (state.authorised) return 'AUTHORISED';
  if (state.approvalBy === undefined) return 'WAITING';
  return lastsAt(state.approvalBy, now) ? 'APPROVAL_OWED' : 'LAPSED';
}

/** Approval that was owed for what is shared already, and did not come. */
export const isMissedApproval = (state: OverrideState, now: number): boolean =>
  state.approvalBy !== undefined && !state.authorised && !state.refused && !lastsAt(state.approvalBy, now);

/** The facts for `decide`; undefined until somebody authorised it. The words stay sealed. */
export function overrideRecordOf(state: OverrideState): OverrideRecord | undefined {
  const { authorised, withdrawn, requester, override, kind, row, recipients, told, reviewBy } = state;
  if (!authorised) return undefined;
  const { by, at, declined } = authorised;
  return {
    ...{ reference: override, kind, row, recipients, told, reviewBy },
    ...{ harmFeared: true, evidence: true, whyNoAgreement: true, alternatives: true, whyNotTold: !told },
    items: state.items
      .filter(({ item }) => !declined.includes(item))
      .map(({ item }) => ({ item, necessity: true })),
    requester: { ...requester, name: true },
    authoriser: { ...by, name: true, inRequestersLine: false },
    authorisedAt: at,
    ...(withdrawn && { withdrawnAt: withdrawn.at }),
  };
}

/**
 * Those that somebody authorised, for a decision now. What is on record has happened: a clock that is behind the one it
 * was written by must not take it for something to come.
 */
export const overrideRecordsOf = (states: readonly OverrideState[], now: Date): readonly OverrideRecord[] =>
  states.flatMap((state) => {
    const record = overrideRecordOf(state);
    if (!record) return [];
    const { authorisedAt, withdrawnAt } = record;
    const times = { authorisedAt: notAhead(authorisedAt, now) };
    const withdrawn = withdrawnAt === undefined ? {} : { withdrawnAt: notAhead(withdrawnAt, now) };
    return [{ ...record, ...times, ...withdrawn }];
  });

const notAhead = (at: string, now: Date): string => (instantOf(at) > now.getTime() ? now.toISOString() : at);

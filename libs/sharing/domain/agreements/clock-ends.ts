import { dayText, endOf, instantOf } from '../time/stated-time.js';
import { londonDay, type Day } from '../time/london.js';
import type { AgreementState } from './agreement-state.js';

/**
 * Why something no longer stands although nobody did anything: an agreement; or, `LAPSED`, what the item itself states,
 * such as a judgement or an order.
 */
export type ClockEnd = 'EXPIRED' | 'AUTHORITY_ENDED' | 'WITHDRAWAL_DUE' | 'LAPSED';

/** The first instants (ms) at which the agreement no longer stands by the clock alone, each with why. */
export function endsByClock(state: AgreementState): readonly (readonly [at: number, why: ClockEnd])[] {
  const { status, endedAt, expiresAt, groundUntil } = state;
  if (status === 'SUPERSEDED') return [];
  const ends: readonly (readonly [number, ClockEnd])[] = [
    [endOf(expiresAt), 'EXPIRED'],
    [endOf(groundUntil), 'AUTHORITY_ENDED'],
    // A withdrawal acts from its date, which may be yet to come.
    [instantOf(status === 'WITHDRAWN' ? endedAt : undefined), 'WITHDRAWAL_DUE'],
  ];
  return ends.filter(([at]) => !Number.isNaN(at));
}

/** The latest birth month, `YYYY-MM`, of those who may have reached the age at this instant. */
export function monthReaching(age: number, now: number): string {
  const day: Day = londonDay(now) - age * 10_000;
  return dayText(day).slice(0, 7);
}

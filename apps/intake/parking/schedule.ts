import type { ParkedEvent } from './parking-book.js';

export interface RetryTimes {
  /** Wait before the first try, ms; doubles from try to try. */
  readonly firstMs: number;
  /** Longest wait, ms. */
  readonly longestMs: number;
}

export const RETRY_TIMES: RetryTimes = { firstMs: 60_000, longestMs: 3_600_000 };

/** Wait before the try after so many that failed, ms. */
export const waitMs = ({ firstMs, longestMs }: RetryTimes, failed: number): number =>
  Math.min(firstMs * 2 ** Math.min(failed, 30), longestMs);

const LONGEST_REST_MS = 10_000;

/** Rest before the next look, ms: longer where looks fail, as while an engine is away, for each one is told in the log. */
export const restMs = (checkMs: number, failed: number): number =>
  failed === 0 ? checkMs : Math.max(checkMs, Math.min(checkMs * 2 ** Math.min(failed, 20), LONGEST_REST_MS));

/**
 * When to try it, ms since 1970, nothing of its family being before it. At once: where an operator asked, where another
 * version of the program failed, and where it only waited for its turn.
 */
export function dueAt(
  { tried, retryAsked, behind, parkedAt, version }: ParkedEvent,
  program: string,
  times: RetryTimes,
): number {
  if (retryAsked || (tried?.version ?? version) !== program) return 0;
  if (tried) return Date.parse(tried.nextTryAt);
  return behind ? 0 : Date.parse(parkedAt) + waitMs(times, 0);
}

/** At once too where a clock that has been set back since said when: a family could wait for days otherwise. */
export function isDue(parked: ParkedEvent, program: string, times: RetryTimes, now: Date): boolean {
  const noted = Date.parse(parked.tried?.triedAt ?? parked.parkedAt);
  return noted > now.getTime() || dueAt(parked, program, times) <= now.getTime();
}

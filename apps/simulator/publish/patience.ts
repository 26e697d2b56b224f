/** How long a client waits before it tries again, in milliseconds. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/** Doubles from 200 ms up to ten seconds. `attempt` counts from nought. */
export const backOffMs = (attempt: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);

/** What the server asks for in `Retry-After` (seconds or an HTTP date), else the usual back-off. */
export function waitAskedFor(retryAfter: string | null, attempt: number, now: number): number {
  if (retryAfter === null) return backOffMs(attempt);
  const seconds = Number(retryAfter);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? backOffMs(attempt) : Math.max(0, until - now);
}

import { silentLogger, type Logger, type ThroughlineError } from '#platform';
import { BackOff, pause } from './back-off.js';

export interface RetryOptions {
  /** Time for all tries together, in ms. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Tells what a failure means. */
  readonly explain: (cause: unknown) => Promise<ThroughlineError>;
  readonly logger?: Logger;
}

/** Tries again with back-off while the store is unavailable and there is time. Throws the last error. */
export async function withRetry<T>(
  options: RetryOptions,
  attempt: (remainingMs: number) => Promise<T>,
): Promise<T> {
  const end = performance.now() + options.deadlineMs;
  const backOff = new BackOff();
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(Math.max(1, end - performance.now()));
    } catch (cause) {
      const error = await options.explain(cause);
      const wait = backOff.nextMs;
      if (!error.retryable || options.signal.aborted || performance.now() + wait >= end) throw error;
      (options.logger ?? silentLogger).debug('The event store did not answer; trying again', {
        attempt: tries,
        code: error.code,
      });
      await pause(wait, options.signal);
    }
  }
}

import { isThroughlineError } from '#platform';

/**
 * Polls a condition until it yields a value other than undefined or false, or the deadline (ms) passes. A fault that may pass,
 * as of an engine that is just starting again, is one more look.
 */
export async function until<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  { withinMs = 20_000, everyMs = 25, what = 'condition' } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const isOver = performance.now() > deadline;
    try {
      const value = await condition();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      if (isOver || !isThroughlineError(error) || !error.retryable) throw error;
    }
    if (isOver) throw new Error(`${what} was not met within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

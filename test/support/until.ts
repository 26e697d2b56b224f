/** Polls a condition until it yields a value other than undefined or false, or the deadline (ms) passes. */
export async function until<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  { withinMs = 20_000, everyMs = 25, what = 'condition' } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`${what} was not met within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

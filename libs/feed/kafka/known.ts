import { setTimeout as wait } from 'node:timers/promises';

const KNOWN_WITHIN_MS = 15_000;

/**
 * Resolves as soon as a broker knows what the controller was told: it hears of that a moment later, and answers until
 * then as if there were nothing. Throws where it does not within fifteen seconds.
 */
export async function known(isKnown: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + KNOWN_WITHIN_MS;
  while (!(await isKnown())) {
    if (performance.now() > deadline) throw new Error(`Not known to the broker within ${KNOWN_WITHIN_MS} ms`);
    await wait(50);
  }
}

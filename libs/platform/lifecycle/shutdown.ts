import type { Logger } from '../logging/logger.js';

export interface Shutdown {
  /** Stop functions run in the reverse order of being added: what started last stops first. */
  add(part: string, stop: () => Promise<void>): void;
  /** Runs every stop function once; a second call waits for the first. Never rejects. */
  readonly run: () => Promise<void>;
}

/** `limitMs`: how long each part may take before the next one is stopped all the same. Default 10 seconds. */
export function createShutdown(options: { logger: Logger; limitMs?: number }): Shutdown {
  const parts: { part: string; stop: () => Promise<void> }[] = [];
  let running: Promise<void> | undefined;
  const stopAll = async () => {
    for (const { part, stop } of parts.reverse()) await stopOne(part, stop, options);
  };
  return {
    add: (part, stop) => void parts.push({ part, stop }),
    run: () => (running ??= stopAll()),
  };
}

async function stopOne(
  part: string,
  stop: () => Promise<void>,
  { logger, limitMs = 10_000 }: { logger: Logger; limitMs?: number },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    const outcome = await Promise.race([stop(), limit]);
    if (outcome === 'late') logger.warn('A part did not stop in time', { part, ms: limitMs });
  } catch (error) {
    logger.warn('A part did not stop cleanly', { part, error });
  } finally {
    clearTimeout(timer);
  }
}

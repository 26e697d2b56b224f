import type { Logger } from '#platform';
import { fullDisk, hasRoom } from '#platform/embedded-postgres';
import { LEAST_FREE_BYTES } from '#runtime';

const LOOK_EVERY_MS = 2_000;

/** Says once when the disk is full and once when it no longer is. Stops when told. */
export function watchDisk(folder: string, logger: Logger): () => Promise<void> {
  let full = false;
  const look = async () => {
    const isFull = !(await hasRoom(folder, LEAST_FREE_BYTES));
    if (isFull && !full)
      logger.error('The disk that holds the data is full: events are refused until it is freed');
    if (full && !isFull) logger.info('The disk that holds the data has room again');
    full = isFull;
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref();
  return async () => clearInterval(timer);
}

/** Why the hub stops when an engine ended, and what to do about it. */
export async function endOf(engine: string, folder?: string): Promise<string> {
  const full = folder !== undefined && !(await hasRoom(folder).catch(() => true));
  return full
    ? `${fullDisk(folder)} and start the hub again. It stops now, because PostgreSQL ended; what was accepted is kept.`
    : `The embedded ${engine} ended by itself, so the hub stops too.`;
}

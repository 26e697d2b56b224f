import type { End } from './ends.js';
import { sameServer } from './faults.js';
import type { RawEvent } from './raw-event.js';

/**
 * One server may go by two addresses, and a copy onto itself would end well with nothing done. A copy gives events new
 * times, so that a first event taken at the same time and place is the very same. Throws `MIGRATE.SAME_SERVER`.
 */
export async function refuseSameServer(from: End, to: End): Promise<void> {
  const [one, other] = await Promise.all([firstOf(from), firstOf(to)]);
  if (!one || !other) return;
  if (one.id === other.id && one.position === other.position && one.created === other.created)
    throw sameServer();
}

async function firstOf(end: End): Promise<RawEvent | undefined> {
  for await (const events of end.readAll({ maxBatch: 1 })) if (events[0]) return events[0];
  return undefined;
}

import type { EventStore, StoredEvent, StorePosition } from '#event-store';
import { unavailable } from '#platform';
import { follow } from './follow.js';

/** Counted so far at most. */
export const MOST_BEHIND = 10_000;
const PATIENCE_MS = 2_000;

export interface Behind {
  readonly events: number;
  /** When the first of them was stored. */
  readonly since?: Date;
}

/**
 * What of these streams lies behind the position: counted up to 10,000, or as far as two seconds go. Throws
 * `PROJECTION.NOT_COUNTED` where the store says nothing in that time: it is not known then that nothing waits.
 */
export async function countBehind(
  store: EventStore,
  prefixes: readonly string[],
  after: StorePosition | undefined,
): Promise<Behind> {
  const finished = new AbortController();
  let events = 0;
  let since: Date | undefined;
  const handle = async (batch: { events: readonly StoredEvent[]; caughtUp: boolean }) => {
    since ??= batch.events[0]?.createdAt;
    events += batch.events.length;
    if (batch.caughtUp || events >= MOST_BEHIND) finished.abort();
  };
  const signal = AbortSignal.any([finished.signal, AbortSignal.timeout(PATIENCE_MS)]);
  await follow({ store, prefixes, after, maxBatch: 500, handle }, signal);
  if (events === 0 && !finished.signal.aborted)
    throw unavailable('PROJECTION.NOT_COUNTED', 'The event store did not say in time what waits');
  return { events: Math.min(events, MOST_BEHIND), ...(since && { since }) };
}

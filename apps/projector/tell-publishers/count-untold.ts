import type { EventStore, StorePosition } from '#event-store';
import { follow } from '#read-store';

const MOST = 10_000;
const PATIENCE_MS = 2_000;

/** How many events of these streams lie behind the position: counted up to 10,000, or as far as two seconds go. */
export async function countUntold(
  store: EventStore,
  prefixes: readonly string[],
  after: StorePosition | undefined,
): Promise<number> {
  const finished = new AbortController();
  let count = 0;
  const handle = async ({ events, caughtUp }: { events: readonly unknown[]; caughtUp: boolean }) => {
    count += events.length;
    if (caughtUp || count >= MOST) finished.abort();
  };
  const signal = AbortSignal.any([finished.signal, AbortSignal.timeout(PATIENCE_MS)]);
  await follow({ store, prefixes, after, maxBatch: 500, handle }, signal);
  return Math.min(count, MOST);
}

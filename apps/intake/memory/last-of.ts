import type { EventStore, StorePosition, Subscription } from '#event-store';
import { unavailable } from '#platform';

/** How long the store may take to answer, ms. */
const PATIENCE_MS = 15_000;

/**
 * Position of the last event behind `after` that a stream of one of these prefixes holds now. A short subscription asks
 * the server, which filters by prefix: what lies between is not read. Throws `EVENT_STORE.UNAVAILABLE`.
 */
export async function lastOf(
  store: EventStore,
  prefixes: readonly string[],
  after: StorePosition | undefined,
): Promise<StorePosition | undefined> {
  let last: StorePosition | undefined;
  let subscription: Subscription | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(silent()), PATIENCE_MS);
      subscription = store.subscribe({ prefixes, after }, async ({ events, caughtUp }) => {
        last = events.at(-1)?.position ?? last;
        if (caughtUp) resolve();
      });
      subscription.done.then(() => reject(silent()), reject);
    });
    return last;
  } finally {
    clearTimeout(timer);
    await subscription?.stop();
  }
}

const silent = () => unavailable('EVENT_STORE.UNAVAILABLE', 'The event store did not say what it holds');

import type { EventStore, StorePosition } from '#event-store';
import type { Projection } from '../ports.js';
import { follow } from './follow.js';

export interface IdleCheck {
  readonly store: EventStore;
  readonly projection: Projection;
  /** Nothing relevant is missing up to here. */
  readonly after: StorePosition | undefined;
  /** Position of the last event applied. */
  readonly handled: StorePosition | null;
}

/**
 * The head of the store, if the projection has applied every relevant event before it. A second, short subscription
 * asks the server, which filters by prefix: events of other streams are not read. The head is read first, so an event
 * appended meanwhile lies behind it.
 */
export async function headWithNothingBehind(check: IdleCheck): Promise<StorePosition | undefined> {
  const { store, projection, after, handled } = check;
  const head = await store.headPosition();
  if (head === undefined || (after !== undefined && head <= after)) return undefined;
  const finished = new AbortController();
  let missing = false;
  await follow(
    {
      store,
      prefixes: projection.streams,
      after,
      maxBatch: 1,
      handle: async ({ events, caughtUp }) => {
        missing ||= events.some(({ position }) => handled === null || position > handled);
        if (missing || caughtUp) finished.abort();
      },
    },
    AbortSignal.any([finished.signal, AbortSignal.timeout(PATIENCE_MS)]),
  );
  return missing || !finished.signal.aborted ? undefined : head;
}

const PATIENCE_MS = 5000;

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
 * True where the projection has applied every relevant event up to a head of the store that was read before. A second,
 * short subscription asks the server, which filters by prefix: events of other streams are not read.
 */
export async function hasNothingBehind(check: IdleCheck): Promise<boolean> {
  const { store, projection, after, handled } = check;
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
  return !missing && finished.signal.aborted;
}

const PATIENCE_MS = 5000;

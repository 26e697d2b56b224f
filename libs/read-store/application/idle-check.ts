import type { EventStore, StorePosition } from '#event-store';
import { follow } from './follow.js';

export interface IdleCheck {
  readonly store: EventStore;
  readonly prefixes: readonly string[];
  /** Nothing relevant is missing up to here. */
  readonly after: StorePosition | undefined;
  /** Position of the last event handled. */
  readonly handled: StorePosition | null;
}

/**
 * True where whoever follows these streams has handled every event of theirs up to a head of the store that was read before. A second,
 * short subscription asks the server, which filters by prefix: events of other streams are not read.
 */
export async function hasNothingBehind(check: IdleCheck): Promise<boolean> {
  const { store, prefixes, after, handled } = check;
  const finished = new AbortController();
  let missing = false;
  await follow(
    {
      store,
      prefixes,
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

import type { EventStore, StorePosition } from '#event-store';
import { follow } from './follow.js';

export interface IdleCheck {
  readonly store: EventStore;
  readonly prefixes: readonly string[];
  /** Nothing relevant is missing up to here. */
  readonly after: StorePosition | undefined;
  /** Position of the last event handled. */
  readonly handled: StorePosition | null;
  /** Ends the question early; the answer is then that it is not known to be level. */
  readonly signal?: AbortSignal;
}

export interface Standing {
  readonly isLevel: boolean;
  /** When the first event that is not handled yet was stored; absent where the store did not say in time. */
  readonly since?: Date;
}

/**
 * Level where whoever follows these streams has handled every event of theirs up to a head of the store that was read before. A second,
 * short subscription asks the server, which filters by prefix: events of other streams are not read.
 */
export async function standingOf(check: IdleCheck): Promise<Standing> {
  const { store, prefixes, after, handled, signal } = check;
  const finished = new AbortController();
  let since: Date | undefined;
  await follow(
    {
      store,
      prefixes,
      after,
      maxBatch: 1,
      handle: async ({ events, caughtUp }) => {
        since ??= events.find(({ position }) => handled === null || position > handled)?.createdAt;
        if (since || caughtUp) finished.abort();
      },
    },
    AbortSignal.any([finished.signal, AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])]),
  );
  return since ? { isLevel: false, since } : { isLevel: finished.signal.aborted };
}

export const hasNothingBehind = async (check: IdleCheck): Promise<boolean> =>
  (await standingOf(check)).isLevel;

const PATIENCE_MS = 5000;

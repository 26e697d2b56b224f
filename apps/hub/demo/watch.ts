import type { FeedConsumer } from '#feed';
import { hasNothingBehind, listStates, type ProjectionState } from '#read-store';
import type { Stores } from '#runtime';
import type { EventStore } from '#event-store';
import type { Pool } from 'pg';
import { createCheckpoint } from '../../intake/reconsider/checkpoint.js';
import { RECONSIDERED_STREAMS } from '../../intake/reconsider/create-reconsideration.js';
import type { LoadWatch } from './load-county.js';

/** How far a load has come, as the first start shows it. */
export function createWatch(
  { pool, store }: Pick<Stores, 'pool' | 'store'>,
  feed: Pick<FeedConsumer, 'lag'>,
  { stoppedViews }: Pick<LoadWatch, 'stoppedViews'>,
): LoadWatch {
  return {
    feedLag: async () => [...(await feed.lag()).values()].reduce((sum, behind) => sum + behind, 0),
    visibleShare: async () => {
      const head = await store.headPosition();
      if (head === undefined) return 1;
      return shareOf(await listStates(pool), head);
    },
    settledShare: async () => {
      const head = await store.headPosition();
      return head === undefined ? 1 : shareFollowed(store, pool, head);
    },
    stoppedViews,
  };
}

/** Whole only where nothing is left that agreements and links may still bring up. */
async function shareFollowed(store: EventStore, pool: Pool, head: bigint): Promise<number> {
  const handled = (await createCheckpoint(pool).find()) ?? null;
  const following = { store, prefixes: RECONSIDERED_STREAMS, after: handled ?? undefined, handled };
  if (await hasNothingBehind(following)) return 1;
  return Math.min(shareOf([{ position: handled, caughtUpTo: null }], head), NEARLY_ALL);
}

const NEARLY_ALL = 0.999;

/** Share of the event store that the slowest projection has shown, 0 to 1. */
export function shareOf(
  states: readonly Pick<ProjectionState, 'position' | 'caughtUpTo'>[],
  head: bigint,
): number {
  const reached = states.map(({ position, caughtUpTo }) => larger(position ?? 0n, caughtUpTo ?? 0n));
  const slowest = reached.reduce((least, each) => (each < least ? each : least), head);
  return slowest >= head ? 1 : Number((slowest * 10_000n) / head) / 10_000;
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

import type { FeedConsumer } from '#feed';
import { listStates, type ProjectionState } from '#read-store';
import type { Stores } from '#runtime';
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
    stoppedViews,
  };
}

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

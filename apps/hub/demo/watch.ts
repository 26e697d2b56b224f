import { listStates, type ProjectionState } from '#read-store';
import type { Stores } from '#runtime';
import type { LoadWatch } from './load-county.js';
import type { RunningIntake } from '../../intake/create-intake.js';
import type { RunningProjector } from '../../projector/projector.js';

/** How far a load has come, as the first start shows it. */
export function createWatch(
  { pool, store }: Stores,
  intake: RunningIntake,
  projector: RunningProjector,
): LoadWatch {
  return {
    feedLag: async () => [...(await intake.lag()).values()].reduce((sum, behind) => sum + behind, 0),
    visibleShare: async () => {
      const head = await store.headPosition();
      if (head === undefined) return 1;
      return shareOf(await listStates(pool), head);
    },
    stoppedViews: () =>
      projector
        .statuses()
        .filter(({ state }) => state === 'stopped')
        .map(({ name }) => name),
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

import { requireHeld, type StorePosition } from '#event-store';
import type { FeedReader } from '#feed';
import { EMERGENCY_STREAMS } from '#governance';
import { IDENTITY_STREAMS } from '#identity';
import { ITEM_STREAMS } from '#journey';
import { AGREEMENT_STREAMS, OVERRIDE_STREAMS } from '#sharing';
import type { FindLease, HeldLease } from '../lease/leases.js';
import { whileHeld } from '../lease/while-held.js';
import type { Intake } from '../process-batch.js';
import { createCheckpoint } from './checkpoint.js';
import { clockwork } from './clockwork.js';
import { DecideAgain } from './decide-again.js';
import type { Reconsidered, ReconsiderationDeps, ReconsiderationStatus } from './reconsideration.js';
import { rests } from './rests.js';
import { Run } from './run.js';
import { keepTrying } from './keep-trying.js';
import { Standing } from './standing.js';

export interface Reconsideration {
  start(): void;
  stop(): Promise<void>;
  status(): ReconsiderationStatus;
}

/** Where it is behind, so many events are looked through together, so that what concerns one item is read once. */
const MOST_TOGETHER = 2_000;

/** Of streams that begin so, what is stored may change what was decided, or was decided without all that was known. */
export const RECONSIDERED_STREAMS = [
  ...IDENTITY_STREAMS,
  ...[AGREEMENT_STREAMS, OVERRIDE_STREAMS, EMERGENCY_STREAMS, ITEM_STREAMS],
];

/**
 * Decides again what an agreement, an override or a link may have changed: stubs come up with content read again from the feed, items
 * whose last recipient is gone cease. Where several processes decided at once, it treats what a decision could not know
 * as if it had come after it. Runs in one process at a time, once for each change, in order, from the last place kept.
 */
export function createReconsideration(
  intake: Intake,
  feed: FeedReader,
  deps: ReconsiderationDeps,
  leases: FindLease | undefined,
): Reconsideration {
  const counts: Record<Reconsidered, number> = {
    ...{ released: 0, ceased: 0, content_gone: 0, content_asked: 0, mended: 0 },
  };
  let state: ReconsiderationStatus['state'] = 'waiting';
  let position: StorePosition | undefined;
  const tell = (outcome: Reconsidered, count: number) => {
    counts[outcome] += count;
    if (count > 0) intake.metrics.count('throughline_reconsidered_total', { outcome }, count);
  };
  const standing = new Standing(deps.patienceMs);
  const decideAgain = new DecideAgain(intake, feed, deps, tell);
  const waitForTimeline = (to: StorePosition) => deps.waitForTimeline(to);
  const work = async (signal: AbortSignal, lease: HeldLease | undefined) => {
    // Through the lease's own connection: whoever lost the lease keeps no place.
    const checkpoint = lease ? createCheckpoint(lease.client) : deps.checkpoint;
    const after = await checkpoint.find();
    await standing.during('following', requireHeld(intake.store, after));
    const isQuiet = (forMs: number) => intake.arrivals.isQuiet(forMs);
    const rest = rests({ leastMs: deps.restMs ?? 0, signal, isQuiet });
    const run = new Run({ intake, decideAgain, waitForTimeline, checkpoint, rest, signal }, after);
    const following = { prefixes: RECONSIDERED_STREAMS, after, maxBatch: MOST_TOGETHER };
    state = 'running';
    const ticking =
      deps.clock && clockwork({ intake, decideAgain, deps, clock: deps.clock, standing }, lease, signal);
    const trying = keepTrying({ intake, decideAgain, deps }, signal);
    const subscription = intake.store.subscribe(following, async ({ events }) => {
      await standing.during('following', run.take(events), signal);
      standing.passed('following');
      position = events.at(-1)?.position ?? position;
    });
    try {
      await Promise.race([subscription.done, fired(signal)]);
    } finally {
      state = 'waiting';
      await subscription.stop();
      await ticking?.stop();
      await trying.stop();
      await run.end();
    }
  };
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  return {
    start() {
      const { logger } = intake;
      running ??= whileHeld({ name: 'reconsideration', leases, logger, work }, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
    status: () => ({
      state,
      released: counts.released,
      ceased: counts.ceased,
      contentGone: counts.content_gone,
      contentAsked: counts.content_asked,
      mended: counts.mended,
      ...(standing.code === undefined ? {} : { fault: standing.code }),
      ...(position === undefined ? {} : { position }),
    }),
  };
}

const fired = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

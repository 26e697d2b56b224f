import type pg from 'pg';
import type { EventStore } from '#event-store';
import type { TellingChannel } from '#feed';
import { TOLD_STREAMS } from '#governance';
import { findToldUpTo } from '#journey';
import type { Logger, Metrics } from '#platform';
import { countBehind, migrateSchema } from '#read-store';
import { TellingRun, type TellingStatus } from './telling-run.js';

export interface TellingOptions {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  /** Not closed by this. */
  readonly channel: TellingChannel;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Most events told together. Default 500. */
  readonly maxBatch?: number;
  /** How often a waiting process asks for the lease, ms. Default 250. */
  readonly leaseCheckMs?: number;
}

export interface RunningTelling {
  /** A `stopped` one needs a person; readiness should say so. */
  status(): TellingStatus;
  /** Resolves when the batch in hand is told, or given up where the channel does not answer. */
  stop(): Promise<void>;
}

/**
 * Tells publishers over the channel what became of their events, from where the last process stopped. Of several
 * processes one tells at a time. At least once: after a crash some may be told again, under the same ids.
 */
export async function startTelling(options: TellingOptions): Promise<RunningTelling> {
  const { store, pool, metrics } = options;
  await migrateSchema(pool, { schema: 'telling', folder: 'apps/projector/tell-publishers/migrations' });
  const run = new TellingRun({ ...options, prefixes: TOLD_STREAMS });
  metrics.beforeReading(async () => {
    const untold = run.current.caughtUp
      ? 0
      : (await countBehind(store, TOLD_STREAMS, await findToldUpTo(pool))).events;
    metrics.set('throughline_receipts_lag', {}, untold);
  });
  return { status: () => run.current, stop: () => run.stop() };
}

import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { EventStore } from '#event-store';
import { defect, unavailable, type Clock, type Logger } from '#platform';
import {
  connectionsFor,
  listStates,
  migrateReadStore,
  runProjection,
  type Projection,
  type ProjectionRun,
  type ProjectionStatus,
} from '#read-store';
import type { Vault } from '#vault';
import { projectionsOf } from '#runtime';

export interface ProjectorOptions {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** All of the hub's where absent. */
  readonly projections?: readonly Projection[];
  /** How long to wait for the views' tables, ms. Default 30 000. */
  readonly tablesWithinMs?: number;
}

export interface RunningProjector {
  /** In the order of the projections. A `stopped` one needs a person; readiness should say so. */
  statuses(): readonly ProjectionStatus[];
  /** Tries the stopped projections again, for example after a repair. */
  resume(): void;
  stop(): Promise<void>;
}

/**
 * Runs every projection. Resolves when the tables of all views are there, so that readers may ask; they fill behind.
 * Throws `PROJECTION.NOT_READY` or `PROJECTION.POOL_TOO_SMALL`.
 */
export async function startProjector(options: ProjectorOptions): Promise<RunningProjector> {
  const { store, pool, vault, logger, clock, tablesWithinMs = 30_000 } = options;
  const projections = options.projections ?? projectionsOf(vault);
  const needed = connectionsFor(projections.length);
  if (pool.options.max < needed)
    throw defect('PROJECTION.POOL_TOO_SMALL', `The views need a pool of ${needed} connections`);
  await migrateReadStore(pool);
  const runs = projections.map((projection) =>
    runProjection({
      ...{ projection, store, pool },
      ...(clock && { clock }),
      ...(logger && { logger: logger.of('projector') }),
    }),
  );
  const stop = async () => void (await Promise.all(runs.map((run) => run.stop())));
  try {
    await tablesThere(pool, projections, tablesWithinMs);
  } catch (error) {
    await stop();
    throw error;
  }
  return { statuses: () => runs.map((run) => run.status()), resume: () => resumeAll(runs), stop };
}

function resumeAll(runs: readonly ProjectionRun[]): void {
  for (const run of runs) if (run.status().state === 'stopped') run.resume();
}

async function tablesThere(
  pool: pg.Pool,
  projections: readonly Projection[],
  withinMs: number,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const known = new Set((await listStates(pool)).map(({ name }) => name));
    if (projections.every(({ name }) => known.has(name))) return;
    if (performance.now() > deadline)
      throw unavailable('PROJECTION.NOT_READY', 'The views could not be prepared in time; see the log');
    await wait(25);
  }
}

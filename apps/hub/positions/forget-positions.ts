import type { Pool, PoolClient } from 'pg';
import { conflict, notFound } from '#platform';
import { forgetStates, inTransaction } from '#read-store';
import { forgetReconsidered } from '../../intake/reconsider/checkpoint.js';
import { forgetTold } from '../../projector/tell-publishers/checkpoint.js';

export interface Forgotten {
  readonly views: number;
  /** Whether there was something to forget of what was acted on, and of what publishers were told. */
  readonly reconsidered: boolean;
  readonly told: boolean;
}

/** Tables that say how far something has come in the event store; a test holds them against all migrations. */
export const POSITION_TABLES = ['projections.state', 'intake.checkpoints', 'telling.checkpoints'] as const;

/**
 * Forgets every position in the event store, because another store counts otherwise: at its next start the hub builds
 * each view anew and goes through the rest once more. Throws `HUB.STILL_RUNNING`, and `HUB.NOTHING_KEPT` where no hub was.
 */
export async function forgetPositions(pool: Pool): Promise<Forgotten> {
  const client = await pool.connect();
  try {
    await refuseStrange(client);
    await refuseRunning(client);
    return await inTransaction(client, async () => ({
      views: await whereThere(client, 'projections.state', forgetStates, 0),
      reconsidered: await whereThere(client, 'intake.checkpoints', forgetReconsidered, false),
      told: await whereThere(client, 'telling.checkpoints', forgetTold, false),
    }));
  } finally {
    client.release();
  }
}

async function refuseStrange(client: PoolClient): Promise<void> {
  if (!(await isThere(client, 'projections.state')))
    throw notFound('HUB.NOTHING_KEPT', 'This database holds nothing of a hub: is it the right one?');
}

/** Whoever writes a position holds an advisory lock meanwhile, on whichever machine it runs. */
async function refuseRunning(client: PoolClient): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
     WHERE locktype = 'advisory' AND datname = current_database() AND granted LIMIT 1`,
  );
  if (rowCount)
    throw conflict(
      'HUB.STILL_RUNNING',
      'Part of a hub is still at work on this database: stop every hub, intake and projector first.',
    );
}

/** A hub that never used a part has no table of it. */
async function whereThere<T>(
  client: PoolClient,
  table: (typeof POSITION_TABLES)[number],
  forget: (client: PoolClient) => Promise<T>,
  otherwise: T,
): Promise<T> {
  return (await isThere(client, table)) ? forget(client) : otherwise;
}

async function isThere(client: PoolClient, table: (typeof POSITION_TABLES)[number]): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  return rows[0]?.there ?? false;
}

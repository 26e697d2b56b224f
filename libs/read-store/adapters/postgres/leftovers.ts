import type pg from 'pg';
import type { Projection } from '../../ports.js';
import { leaseKey } from './lease.js';
import { tellKilled } from './rebuilds.js';
import { inTransaction, type SqlClient } from './sql-client.js';
import { nextSchema, quoted, retiredSchema } from './table-ddl.js';

/**
 * Throws away what a rebuild left that was killed: names may stand in it in plain text, and no erasure reaches them there.
 * Leaves one that runs alone. Who waits for a reader longer than two seconds comes again later.
 */
export async function discardLeftovers(pool: pg.Pool, projection: Projection): Promise<void> {
  if (!(await hasLeftovers(pool, projection))) return;
  const client = await pool.connect();
  try {
    await inTransaction(client, async () => {
      await client.query(`SET LOCAL lock_timeout = '2s'`);
      const { rows } = await client.query<{ free: boolean }>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free',
        [leaseKey(nextSchema(projection))],
      );
      if (rows[0]?.free !== true) return;
      await discard(client, projection);
      await tellKilled(client, projection.name);
    });
  } finally {
    client.release();
  }
}

/** Asked first, so that hardly ever a rebuild finds its lease in the hands of whoever tidies up. */
async function hasLeftovers(client: SqlClient, projection: Projection): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_namespace WHERE nspname IN ($1, $2)
     UNION ALL SELECT FROM projections.rebuilds WHERE name = $3 AND state = 'running'`,
    [nextSchema(projection), retiredSchema(projection), projection.name],
  );
  return (rowCount ?? 0) > 0;
}

/** For whoever holds the lease of the rebuild. */
export async function discard(client: SqlClient, projection: Projection): Promise<void> {
  for (const schema of [nextSchema(projection), retiredSchema(projection)])
    await client.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
}

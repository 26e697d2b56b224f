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

/** For whoever holds the lease of the rebuild. */
export async function discard(client: SqlClient, projection: Projection): Promise<void> {
  for (const schema of [nextSchema(projection), retiredSchema(projection)])
    await client.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
}

import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ProjectedTable, Projection } from '../ports.js';
import { tableName } from '../adapters/postgres/table-ddl.js';
import { inTransaction } from '../adapters/postgres/sql-client.js';

export interface TableFingerprint {
  readonly rows: number;
  /** SHA-256 over the rows in key-independent order, hex. */
  readonly sha256: string;
}

/** Per table, row count and digest of the sorted rows: equal fingerprints, equal views. All tables at one moment. */
export async function fingerprint(
  pool: pg.Pool,
  projection: Projection,
  schema = projection.name,
): Promise<Readonly<Record<string, TableFingerprint>>> {
  const client = await pool.connect();
  try {
    return await inTransaction(client, async () => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query("SET LOCAL timezone = 'UTC'");
      const found: Record<string, TableFingerprint> = {};
      for (const table of projection.tables) found[table.name] = await ofTable(client, schema, table);
      return found;
    });
  } finally {
    client.release();
  }
}

async function ofTable(
  client: pg.PoolClient,
  schema: string,
  table: ProjectedTable,
): Promise<TableFingerprint> {
  const { rows } = await client.query<{ digest: string }>(
    `SELECT encode(sha256(convert_to(t::text, 'UTF8')), 'hex') AS digest FROM ${tableName(schema, table)} t ORDER BY 1`,
  );
  const hash = createHash('sha256');
  for (const { digest } of rows) hash.update(digest);
  return { rows: rows.length, sha256: hash.digest('hex') };
}

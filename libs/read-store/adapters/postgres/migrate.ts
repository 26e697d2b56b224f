import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { projectPath } from '#platform';

/** Brings the projections' bookkeeping schema up to date. */
export const migrateReadStore = (pool: pg.Pool): Promise<void> =>
  migrateSchema(pool, { schema: 'projections', folder: 'libs/read-store/migrations' });

/** Brings a schema up to date from the numbered migrations of a folder. Safe to call from several processes at once. */
export async function migrateSchema(
  pool: pg.Pool,
  { schema, folder }: { readonly schema: string; readonly folder: string },
): Promise<void> {
  const client = await pool.connect();
  try {
    await runner({
      dbClient: client,
      dir: projectPath(folder),
      direction: 'up',
      migrationsTable: 'migrations',
      migrationsSchema: schema,
      createMigrationsSchema: true,
      advisoryLockMode: 'wait',
      log: () => undefined,
    });
  } finally {
    client.release();
  }
}

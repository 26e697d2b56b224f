import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { projectPath } from '#platform';

/** Brings the projections' bookkeeping schema up to date. Safe to call from several processes at once. */
export async function migrateReadStore(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runner({
      dbClient: client,
      dir: projectPath('libs/read-store/migrations'),
      direction: 'up',
      migrationsTable: 'migrations',
      migrationsSchema: 'projections',
      createMigrationsSchema: true,
      advisoryLockMode: 'wait',
      log: () => undefined,
    });
  } finally {
    client.release();
  }
}

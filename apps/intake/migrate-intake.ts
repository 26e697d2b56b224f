import { runner } from 'node-pg-migrate';
import { projectPath } from '#platform';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Brings schema `intake` up to date; several processes may do so at once. */
export async function migrateIntake(databaseUrl: string): Promise<void> {
  await runner({
    databaseUrl,
    dir: projectPath('apps/intake/migrations'),
    direction: 'up',
    schema: 'intake',
    createSchema: true,
    migrationsSchema: 'intake',
    migrationsTable: 'migrations',
    advisoryLockMode: 'wait',
    logger: quiet,
  });
}

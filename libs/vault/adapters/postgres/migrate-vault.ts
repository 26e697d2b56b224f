import { runner } from 'node-pg-migrate';
import { projectPath } from '#platform';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Brings schema `vault` up to date; several processes may do so at once. */
export async function migrateVault(databaseUrl: string): Promise<void> {
  await runner({
    databaseUrl,
    dir: projectPath('libs/vault/migrations'),
    direction: 'up',
    schema: 'vault',
    createSchema: true,
    migrationsSchema: 'vault',
    migrationsTable: 'migrations',
    advisoryLockMode: 'wait',
    logger: quiet,
  });
}

import { runner } from 'node-pg-migrate';
import { projectPath } from '#platform';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Brings schema `feed` up to date; several processes may do so at once. */
export async function migrateFeed(databaseUrl: string): Promise<void> {
  await runner({
    databaseUrl,
    dir: projectPath('libs/feed/migrations'),
    direction: 'up',
    schema: 'feed',
    createSchema: true,
    migrationsSchema: 'feed',
    migrationsTable: 'migrations',
    advisoryLockMode: 'wait',
    logger: quiet,
  });
}

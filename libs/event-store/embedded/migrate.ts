import { projectPath } from '#platform';
import { runner } from 'node-pg-migrate';

const QUIET = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Brings the database's schema `eventstore` up to date; safe to run again. */
export async function migrateEventLog(databaseUrl: string): Promise<void> {
  await runner({
    databaseUrl,
    dir: projectPath('libs/event-store/embedded/migrations'),
    direction: 'up',
    migrationsTable: 'migrations',
    schema: 'eventstore',
    createSchema: true,
    logger: QUIET,
  });
}

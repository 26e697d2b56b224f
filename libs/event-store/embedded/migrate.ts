import { migrateSchema } from '#platform/migrations';

/** Brings the database's schema `eventstore` up to date; safe to run again. */
export const migrateEventLog = (databaseUrl: string): Promise<void> =>
  migrateSchema(databaseUrl, { schema: 'eventstore', folder: 'libs/event-store/embedded/migrations' });

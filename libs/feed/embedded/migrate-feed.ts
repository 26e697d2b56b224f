import { migrateSchema } from '#platform/migrations';

/** Brings schema `feed` up to date; several processes may do so at once. */
export const migrateFeed = (databaseUrl: string): Promise<void> =>
  migrateSchema(databaseUrl, { schema: 'feed', folder: 'libs/feed/migrations' });

import { migrateSchema } from '#platform/migrations';

/** Brings schema `intake` up to date; several processes may do so at once. */
export const migrateIntake = (databaseUrl: string): Promise<void> =>
  migrateSchema(databaseUrl, { schema: 'intake', folder: 'apps/intake/migrations' });

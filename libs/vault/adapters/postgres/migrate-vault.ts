import { migrateSchema } from '#platform/migrations';

/** Brings schema `vault` up to date; several processes may do so at once. */
export const migrateVault = (databaseUrl: string): Promise<void> =>
  migrateSchema(databaseUrl, { schema: 'vault', folder: 'libs/vault/migrations' });

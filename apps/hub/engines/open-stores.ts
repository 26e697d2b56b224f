import { join } from 'node:path';
import type { Pool } from 'pg';
import type { AgencyDirectory } from '#access';
import { connectEventStore, type EventStore } from '#event-store';
import { createEmbeddedFeed, type EmbeddedFeed } from '#feed';
import type { Logger, Shutdown } from '#platform';
import { createPool, migrateReadStore } from '#read-store';
import { createVault, loadKeyFile, migrateVault, type Vault } from '#vault';

/** Everything that the parts of the hub share, open and migrated. */
export interface Stores {
  readonly pool: Pool;
  readonly feed: EmbeddedFeed;
  readonly store: EventStore;
  readonly vault: Vault;
}

export const keyFileOf = (keysFolder: string): string => join(keysFolder, 'key-encryption.key');

export async function openStores(options: {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly keys: string;
  readonly directory: AgencyDirectory;
  readonly logger: Logger;
  readonly shutdown: Shutdown;
}): Promise<Stores> {
  const { databaseUrl, eventStoreUrl, directory, logger, shutdown } = options;
  const pool = createPool(databaseUrl);
  shutdown.add('database', () => pool.end());
  await migrateVault(databaseUrl);
  await migrateReadStore(pool);
  const vault = createVault({ pool, keyEncryptionKey: loadKeyFile(keyFileOf(options.keys)) });
  const agencies = directory.agencies.map(({ id }) => id);
  const feed = await createEmbeddedFeed({ pool, databaseUrl, agencies });
  shutdown.add('feed', () => feed.close());
  const store = connectEventStore({ url: eventStoreUrl, logger: logger.of('event-store') });
  shutdown.add('event-store-client', () => store.close());
  return { pool, feed, store, vault };
}

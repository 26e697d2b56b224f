import { join } from 'node:path';
import type { Pool } from 'pg';
import { connectEventStore, type EventStore } from '#event-store';
import type { Feed } from '#feed';
import { unavailable } from '#platform';
import { createPool, migrateReadStore, readingViews } from '#read-store';
import { confirmKey, createVault, loadKeyFile, migrateVault, type Vault } from '#vault';
import { sentenceOfDatabase } from './database-fault.js';
import { openFeed } from './open-feed.js';
import { stillWaits } from './still-waits.js';
import type { Opening } from './opening.js';
import { VIEWS } from './views.js';

/** Everything that the parts of the hub share, open and migrated. */
export interface Stores {
  readonly pool: Pool;
  readonly feed: Feed;
  readonly store: EventStore;
  readonly vault: Vault;
}

export const keyFileOf = (keysDir: string): string => join(keysDir, 'key-encryption.key');

export async function openStores(opening: Opening): Promise<Stores> {
  const pool = await openDatabase(opening);
  const vault = await openVault(opening, pool);
  const feed = await openFeed(opening, pool);
  return { pool, vault, feed, store: openEventStore(opening) };
}

/** Throws `DATABASE.UNAVAILABLE` where it does not take this process in. */
export async function openDatabase({
  databaseUrl,
  logger,
  shutdown,
}: Pick<Opening, 'databaseUrl' | 'logger' | 'shutdown'>): Promise<Pool> {
  const pool = readingViews(createPool(databaseUrl), VIEWS);
  shutdown.add('database', () => pool.end());
  await stillWaits(logger, 'database', async () => {
    await pool.query('SELECT 1').catch(notTakenIn);
    await migrateReadStore(pool);
  });
  return pool;
}

function notTakenIn(error: unknown): never {
  const sentence = sentenceOfDatabase(error) ?? 'The database that DATABASE_URL names cannot be used';
  throw unavailable('DATABASE.UNAVAILABLE', sentence, error);
}

/** Throws `VAULT.WRONG_KEY` where the key file is not the one that this database was begun with. */
export async function openVault(
  { databaseUrl, keysDir }: Pick<Opening, 'databaseUrl' | 'keysDir'>,
  pool: Pool,
): Promise<Vault> {
  await migrateVault(databaseUrl);
  const keyEncryptionKey = loadKeyFile(keyFileOf(keysDir));
  await confirmKey({ pool, keyEncryptionKey });
  return createVault({ pool, keyEncryptionKey });
}

export function openEventStore({
  eventStoreUrl,
  logger,
  shutdown,
}: Pick<Opening, 'eventStoreUrl' | 'logger' | 'shutdown'>): EventStore {
  const store = connectEventStore({ url: eventStoreUrl, logger: logger.of('event-store') });
  shutdown.add('event-store-client', () => store.close());
  return store;
}

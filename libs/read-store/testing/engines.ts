import type pg from 'pg';
import { connectEventStore, type EventStore } from '#event-store';
import { startEmbeddedEventStore } from '#event-store/embedded';
import { createTestDatabase } from '../../../test/support/database.js';
import { createPool } from '../adapters/postgres/pool.js';
import { migrateReadStore } from '../adapters/postgres/migrate.js';

export interface TestEngines {
  readonly store: EventStore;
  readonly storeUrl: string;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly stop: () => Promise<void>;
}

/** The real embedded event store with its client, and a migrated database for read models; both of this spec alone. */
export async function startTestEngines(): Promise<TestEngines> {
  const [events, views] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const server = await startEmbeddedEventStore({ databaseUrl: events.url, port: 0 });
  const store = connectEventStore({ url: server.url });
  const pool = createPool(views.url);
  await migrateReadStore(pool);
  const stop = async () => {
    await store.close();
    await server.stop();
    await pool.end();
    await Promise.all([events.drop(), views.drop()]);
  };
  return { store, storeUrl: server.url, pool, databaseUrl: views.url, stop };
}

import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '../embedded/index.js';
import type { EventStore } from '../ports.js';
import { names, noted } from '../testing/index.js';
import { connectEventStore } from './connect.js';

const EVENTS = 150;
const EVENT_BYTES = 100_000;
const MOST_BYTES = 9 * 1024 * 1024;

describe('Following large events', () => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let store: EventStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    store = connectEventStore({ url: server.url });
    const data = { pad: 'x'.repeat(EVENT_BYTES) };
    for (const name of names(EVENTS)) await store.append(name, 'no-stream', [noted(name, data)]);
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
    await database.drop();
  });

  it('hands over no more at once than fits the memory, and all of them in order', async () => {
    const batches: number[] = [];
    const seen: string[] = [];
    const subscription = store.subscribe({ prefixes: ['item-'] }, async ({ events }) => {
      batches.push(events.length);
      seen.push(...events.map(({ stream }) => stream));
    });
    await until(() => seen.length >= EVENTS);
    await subscription.stop();
    expect(seen).toEqual(names(EVENTS));
    expect(Math.max(...batches) * EVENT_BYTES).toBeLessThan(MOST_BYTES);
  });
});

import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '../embedded/index.js';
import { appendTo, names } from '../testing/index.js';
import { connectEventStore } from './connect.js';
import { Connection } from './connection.js';
import { startSubscription } from './subscription.js';

describe('The calls that a connection has open', () => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let connection: Connection;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    const store = connectEventStore({ url: server.url });
    for (const name of names(50)) await appendTo(store, name);
    await store.close();
  });
  beforeEach(() => (connection = new Connection(server.url)));
  afterEach(() => connection.close());
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  it('are forgotten when a subscriber stops in the middle of what waits', async () => {
    for (let time = 0; time < 5; time += 1) {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      let isHeld = false;
      const subscription = startSubscription(connection, { prefixes: ['item-'], maxBatch: 1 }, () => {
        isHeld = true;
        return held;
      });
      await until(() => isHeld, { everyMs: 1 });
      const stopped = subscription.stop();
      release();
      await stopped;
    }
    await until(() => connection.openCalls === 0, { withinMs: 2_000 });
  });

  it('are forgotten when the server goes away under an appender', async () => {
    const call = await connection.batchAppend();
    call.on('data', () => undefined);
    expect(connection.openCalls).toBe(1);
    const { port } = server;
    await server.stop();
    await until(() => connection.openCalls === 0, { withinMs: 2_000 });
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port });
    call.cancel();
  });
});

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createDemoDirectory } from '#access';
import { connectEventStore } from '#event-store';
import { createShutdown, systemClock } from '#platform';
import { createHealthChecks } from '#platform/health';
import { createLogger } from '#platform/logging';
import { createMetrics } from '#platform/metrics';
import { openDatabase, openFeed } from '#runtime';
import { createVault, migrateVault } from '#vault';
import { createTestDatabase } from '../../test/support/database.js';
import { until } from '../../test/support/until.js';
import { openIntake } from './open-intake.js';

describe('An intake whose event store takes connections and does not answer', () => {
  it('says within seconds what it waits for', async () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'warn', to: { write: (line) => void lines.push(line) } });
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const database = await createTestDatabase();
    const shutdown = createShutdown({ logger });
    const { directory } = await createDemoDirectory();
    const opening = { databaseUrl: database.url, directory, logger, shutdown };
    const pool = await openDatabase(opening);
    await migrateVault(database.url);
    const stores = {
      pool,
      feed: await openFeed({ ...opening, kafka: undefined }, pool),
      vault: createVault({ pool, keyEncryptionKey: randomBytes(32) }),
      store: connectEventStore({
        url: `esdb://127.0.0.1:${(silent.address() as AddressInfo).port}?tls=false`,
      }),
    };
    const watching = { clock: systemClock, metrics: createMetrics(), checks: createHealthChecks() };
    const opened = openIntake({ ...opening, ...watching, stores }).catch(() => 'ended');
    await until(() => lines.some((line) => /Still waits for the event store.*EVENTSTORE_URL/.test(line)), {
      withinMs: 6_000,
      what: 'a line that names the event store',
    });
    silent.close();
    for (const socket of sockets) socket.destroy();
    await stores.store.close();
    expect(await opened).toBe('ended');
    await shutdown.run();
    await database.drop();
  }, 40_000);
});

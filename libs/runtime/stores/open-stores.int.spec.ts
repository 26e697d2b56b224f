import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type pg from 'pg';
import type { AgencyDirectory } from '#access';
import { createShutdown, type Shutdown } from '#platform';
import { createLogger } from '#platform/logging';
import { until } from '../../../test/support/until.js';
import { openFeed } from './open-feed.js';
import { openDatabase } from './open-stores.js';

const NO_AGENCIES = { agencies: [], recipients: [] } as unknown as AgencyDirectory;

describe('A start whose engine is away', () => {
  let lines: string[];
  let shutdown: Shutdown;
  let silent: Server;
  const sockets = new Set<Socket>();
  const logger = createLogger({ level: 'info', to: { write: (line) => void lines.push(line) } });

  beforeEach(async () => {
    lines = [];
    shutdown = createShutdown({ logger });
    silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterEach(async () => {
    goAway();
    await shutdown.run();
  });

  /** It takes connections and never answers. */
  const silentPort = () => (silent.address() as AddressInfo).port;

  function goAway(): void {
    silent.close();
    for (const socket of sockets) socket.destroy();
  }

  const feedAt = (port: number) =>
    openFeed(
      {
        ...{ databaseUrl: '', directory: NO_AGENCIES, logger, shutdown },
        kafka: { brokers: [`127.0.0.1:${port}`] },
      },
      undefined as unknown as pg.Pool,
    );

  it('ends within seconds with a sentence that names the setting, where nothing listens', async () => {
    const port = silentPort();
    silent.close();
    await expect(feedAt(port)).rejects.toMatchObject({
      code: 'FEED.UNAVAILABLE',
      message: expect.stringMatching(/\(ECONNREFUSED\).*KAFKA_BROKERS/) as string,
    });
    const databaseUrl = `postgres://hub:Marker@127.0.0.1:${port}/throughline`;
    const refused = openDatabase({ databaseUrl, logger, shutdown });
    await expect(refused).rejects.toMatchObject({
      code: 'DATABASE.UNAVAILABLE',
      message: expect.stringMatching(/^(?!.*Marker).*DATABASE_URL.*\(ECONNREFUSED\)/) as string,
    });
  }, 30_000);

  it('says what it waits for, where something listens and does not answer', async () => {
    const feed = feedAt(silentPort()).catch((error: unknown) => error);
    const databaseUrl = `postgres://hub:Marker@127.0.0.1:${silentPort()}/throughline`;
    const database = openDatabase({ databaseUrl, logger, shutdown }).catch((error: unknown) => error);
    for (const sentence of [
      /Still waits for Kafka.*KAFKA_BROKERS/,
      /Still waits for the database.*DATABASE_URL/,
    ])
      await until(() => lines.some((line) => sentence.test(line)), {
        withinMs: 6_000,
        what: sentence.source,
      });
    goAway();
    expect(await feed).toMatchObject({ code: 'FEED.UNAVAILABLE' });
    expect(await database).toMatchObject({ code: 'DATABASE.UNAVAILABLE' });
    expect(lines.join('\n')).not.toContain('Marker');
  }, 40_000);
});

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { aMessage, feedContract, HOSPITALS, POLICE, textsOf } from '../testing/feed.contract.js';
import { endPool } from '../testing/end-pool.js';
import { createEmbeddedFeed, type EmbeddedFeed } from './create-embedded-feed.js';

const agencies = [HOSPITALS, POLICE];

async function openFeed(url: string): Promise<EmbeddedFeed> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // Some cases end connections on the server; the pool replaces them.
  pool.on('error', () => undefined);
  const feed = await createEmbeddedFeed({ pool, databaseUrl: url, agencies });
  let closed: Promise<void> | undefined;
  return { ...feed, close: () => (closed ??= feed.close().then(() => endPool(pool))) };
}

feedContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { open: () => openFeed(database.url), dispose: () => database.drop() };
});

describe('embedded feed', () => {
  let database: TestDatabase;
  let feed: EmbeddedFeed;

  beforeEach(async () => {
    database = await createTestDatabase();
    feed = await openFeed(database.url);
  });

  afterEach(async () => {
    await feed.close();
    await database.drop();
  });

  it('never lets a reader pass a publish that another process has not yet committed', async () => {
    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    await slow.query('begin');
    await slow.query('select feed.append($1, $2, $3, $4, $5, $6)', rowFor('slow'));
    const seen: string[] = [];
    await feed.consumer('intake', { pollMs: 20 }).start(async ({ messages }) => {
      seen.push(...textsOf(messages));
    });
    const quick = feed.writer.publish([aMessage('quick')]);
    await until(async () => waitingForLock(database.url));
    expect(seen).toEqual([]);
    await slow.query('commit');
    await slow.end();
    await quick;
    await until(() => seen.length === 2);
    expect(seen).toEqual(['slow', 'quick']);
  });

  it('tells since when the oldest message of an agency waits, and of none where nothing does', async () => {
    const consumer = feed.consumer('intake', { pollMs: 20 });
    const oldest = async () => [...((await consumer.oldestWaiting?.()) ?? [])];
    expect(await oldest()).toEqual([]);
    await feed.writer.publish([aMessage('a')]);
    const [first] = await oldest();
    expect(first).toEqual([HOSPITALS, expect.any(Date)]);
    await feed.writer.publish([aMessage('b'), aMessage('c', POLICE)]);
    expect(await oldest()).toContainEqual(first);
    expect(await oldest()).toHaveLength(2);
    await consumer.start(async () => undefined);
    await until(async () => (await oldest()).length === 0);
  });

  it('starts again by itself when the connection to PostgreSQL was lost', async () => {
    const seen: string[] = [];
    const faults: unknown[] = [];
    await feed
      .consumer('intake', { pollMs: 20, onFault: (fault) => faults.push(fault) })
      .start(async ({ messages }) => {
        seen.push(...textsOf(messages));
      });
    await terminateConsumers(database.url);
    await feed.writer.publish([aMessage('after')]);
    await until(() => seen.includes('after'));
  });

  it('passes a topic on within ten seconds where the member that has it in hand hangs', async () => {
    const line = await openLine(database.url);
    const hanging = await openFeed(line.url);
    let release: () => void = () => undefined;
    const inHand = new Promise<void>((resolve) => (release = resolve));
    let isInHand = false;
    await hanging.consumer('intake', { pollMs: 20 }).start(() => {
      isInHand = true;
      return inHand;
    });
    await feed.writer.publish([aMessage('a')]);
    await until(() => isInHand);
    line.freeze();
    const seen: string[] = [];
    await feed.consumer('intake', { pollMs: 20 }).start(async ({ messages }) => {
      seen.push(...textsOf(messages));
    });
    try {
      await until(() => seen.length === 1, { withinMs: 10_000, what: 'taken by another' });
    } finally {
      line.cut();
      release();
      await hanging.close();
    }
  }, 40_000);

  it('keeps a topic with the member that has it in hand for long, and is well', async () => {
    let release: () => void = () => undefined;
    const inHand = new Promise<void>((resolve) => (release = resolve));
    const faults: unknown[] = [];
    const seen: string[] = [];
    const take = (name: string) =>
      feed.consumer('intake', { pollMs: 20, onFault: (fault) => void faults.push(fault) }).start(async () => {
        seen.push(name);
        await inHand;
      });
    await take('one');
    await feed.writer.publish([aMessage('a')]);
    await until(() => seen.length === 1);
    await take('other');
    const since = performance.now();
    await until(() => performance.now() - since > 8_000);
    expect([seen, faults]).toEqual([['one'], []]);
    release();
    await until(async () =>
      [...(await feed.consumer('intake').lag()).values()].every((behind) => behind === 0),
    );
    expect(seen).toEqual(['one']);
  }, 40_000);

  it('waits longer from try to try while PostgreSQL is away', async () => {
    const faults: { readonly at: number; readonly retryInMs: number }[] = [];
    const onFault = ({ retryInMs }: { retryInMs: number }) =>
      void faults.push({ at: performance.now(), retryInMs });
    await feed.consumer('intake', { pollMs: 20, onFault }).start(async () => undefined);
    await openToConnections(database.url, false);
    await until(() => faults.length >= 4);
    await openToConnections(database.url, true);
    const early = faults.slice(1).filter(({ at }, before) => {
      const { at: last = 0, retryInMs = 0 } = faults[before] ?? {};
      return at - last < retryInMs * 0.9;
    });
    expect(early).toEqual([]);
  });

  it('forgets old messages once every group has handled them, and none before', async () => {
    await feed.writer.publish([aMessage('a'), aMessage('b')]);
    const consumer = feed.consumer('intake', { maxMessages: 1 });
    let handled = 0;
    await consumer.start(async () => {
      handled++;
      if (handled === 1) void consumer.stop();
    });
    await until(() => handled === 1);
    await consumer.stop();
    expect(await feed.prune(new Date(Date.now() + 60_000))).toBe(1);
    expect(await feed.prune(new Date(0))).toBe(0);
    const [at] = await feed.writer.publish([aMessage('c')]);
    expect(at?.offset).toBe(2n);
  });

  it('says that the feed is unavailable when PostgreSQL cannot take the messages', async () => {
    const pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
    const closing = await createEmbeddedFeed({ pool, databaseUrl: database.url, agencies });
    await pool.end();
    await expect(closing.writer.publish([aMessage('x')])).rejects.toMatchObject({ code: 'FEED.UNAVAILABLE' });
  });
});

const rowFor = (text: string): unknown[] => {
  const message = aMessage(text);
  const topic = 'throughline.events.ods-RZZ';
  return [
    [message.agency],
    [topic],
    [message.key],
    [text],
    [JSON.stringify(message.headers)],
    [message.value],
  ];
};

async function waitingForLock(url: string): Promise<boolean> {
  const { rows } = await asked(
    url,
    `select 1 from pg_locks l join pg_database d on d.oid = l.database
     where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
  );
  return rows.length > 0;
}

/** To PostgreSQL; nothing passes over it any more once it is frozen, and nobody is told, as when a machine is suspended. */
async function openLine(url: string) {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  const server = createServer((outer) => {
    const inner = connect(Number(port), hostname);
    sockets.push(outer, inner);
    for (const socket of [outer, inner]) socket.on('error', () => undefined);
    outer.pipe(inner).pipe(outer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    freeze: () => sockets.forEach((socket) => socket.unpipe().pause()),
    cut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const terminateConsumers = (url: string) =>
  asked(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'throughline-feed'`,
  );

/** Asked from beside it: nobody can then ask the database itself. */
async function openToConnections(url: string, open: boolean): Promise<void> {
  const beside = new URL(url);
  const name = beside.pathname.slice(1);
  beside.pathname = '/postgres';
  await asked(beside.href, `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${open}`);
  if (!open)
    await asked(
      beside.href,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = '${name}' and application_name = 'throughline-feed'`,
    );
}

async function asked(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

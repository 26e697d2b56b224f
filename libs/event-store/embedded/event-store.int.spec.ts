import { derivedUuid, isThroughlineError, silentLogger, type Uuid } from '#platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { connectEventStore } from '../client/connect.js';
import type { EventStore, NewEvent, StoredEvent } from '../ports.js';
import { startEmbeddedEventStore, type EmbeddedEventStore } from './index.js';

const event = (type = 'Noted', data: unknown = {}, id = randomUUID() as Uuid): NewEvent => ({
  id,
  type,
  data,
  metadata: { schemaVersion: 1 },
});
const streams = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

describe('the embedded event store and its client', () => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let store: EventStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    store = connectEventStore({ url: server.url });
  });

  afterAll(async () => {
    await store.close();
    await server.stop();
    await database.drop();
  });

  const restart = async () => {
    const { port } = server;
    await server.stop();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port });
  };

  const readAll = async (after?: bigint): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = [];
    for await (const batch of store.readAll({ after })) events.push(...batch);
    return events;
  };

  it('gives back an event exactly as it was appended', async () => {
    const appended = event('ItemShared', { level: 3, note: 'ünïcode' });
    const outcome = await store.append('item-as-is', 'no-stream', [appended]);
    const [read] = await store.readStream('item-as-is');
    expect(read).toMatchObject({ ...appended, stream: 'item-as-is', revision: 0n });
    expect(outcome).toEqual({ ok: true, revision: 0n, position: read?.position });
  });

  it('says where a stream ends when the expectation was wrong', async () => {
    await store.append('item-wrong', 'no-stream', [event(), event()]);
    expect(await store.append('item-wrong', 'no-stream', [event()])).toEqual({
      ok: false,
      reason: 'WRONG_REVISION',
      actual: 1n,
    });
    expect(await store.append('item-missing', 'exists', [event()])).toEqual({
      ok: false,
      reason: 'WRONG_REVISION',
      actual: 'no-stream',
    });
  });

  it('refuses an append that is too large, and takes the next one', async () => {
    const large = event('Large', { text: 'x'.repeat(3_000_000) });
    expect(await store.append('item-large', 'no-stream', [large])).toEqual({
      ok: false,
      reason: 'TOO_LARGE',
    });
    expect(await store.append('item-large', 'no-stream', [event()])).toMatchObject({ ok: true });
  });

  it('lets one of twenty win that begin a stream at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => store.append('item-contested', 'no-stream', [event()])),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await store.readStream('item-contested')).toHaveLength(1);
  });

  it('keeps the order of appends to one stream among many', async () => {
    const appends = Array.from({ length: 300 }, (_, i) => ({
      stream: `item-lane-${i % 3}`,
      expected: 'any' as const,
      events: [event('Noted', { i })],
    }));
    const outcomes = await store.appendMany(appends);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    const read = await store.readStream('item-lane-1');
    expect(read.map(({ data }) => (data as { i: number }).i)).toEqual(
      appends.flatMap((_, i) => (i % 3 === 1 ? [i] : [])),
    );
  });

  it('keeps the order of appends across streams although the database refuses some of them for a while', async () => {
    const before = (await store.headPosition()) ?? 0n;
    // A sequence moves on although the insert is undone, so that the third try succeeds.
    await refuseTwice(database.url, 'Unlucky');
    const text = 'x'.repeat(100_000);
    const appends = streams('item-ordered', 300).map((stream, at) => ({
      ...{ stream, expected: 'no-stream' as const },
      events: [event(at === 20 ? 'Unlucky' : 'Noted', { text })],
    }));
    const outcomes = await store.appendMany(appends);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect((await readAll(before)).map(({ stream }) => stream)).toEqual(appends.map(({ stream }) => stream));
  });

  it('gives out positions without gaps, in the order of commit', async () => {
    const before = (await store.headPosition()) ?? 0n;
    await Promise.all(
      streams('item-gapless', 200).map((stream) => store.append(stream, 'any', [event(), event()])),
    );
    const positions = (await readAll(before)).map(({ position }) => position);
    expect(positions).toEqual(Array.from({ length: 400 }, (_, i) => before + BigInt(i) + 1n));
  });

  it('tells which event lies at a position, and none after the last', async () => {
    const outcome = await store.append('item-placed', 'any', [event('A'), event('B')]);
    const [first, second] = await store.readStream('item-placed');
    if (!outcome.ok || !first || !second) throw new Error('nothing was stored');
    expect(await store.eventAt(first.position)).toEqual(first);
    expect(await store.eventAt(second.position)).toEqual(second);
    expect(await store.eventAt(second.position + 1n)).toBeUndefined();
  });

  it('knows a repeat by its id after a restart, whatever was written since', async () => {
    const id = derivedUuid('repeat');
    const first = await store.append('item-repeat', 'no-stream', [event('A', {}, id)]);
    await store.append('item-repeat', 0n, [event('B')]);
    await restart();
    expect(await store.append('item-repeat', 'no-stream', [event('A', {}, id)])).toEqual(first);
    expect(await store.append('item-repeat', 'any', [event('A', {}, id)])).toEqual(first);
    expect(await store.readStream('item-repeat')).toHaveLength(2);
  });

  it('appends once although the server went down in the middle', async () => {
    const names = streams('item-outage', 200);
    const appended = Promise.all(names.map((stream) => store.append(stream, 'no-stream', [event()])));
    await restart();
    expect((await appended).every((outcome) => outcome.ok)).toBe(true);
    const counts = await Promise.all(names.map(async (stream) => (await store.readStream(stream)).length));
    expect(counts.every((count) => count === 1)).toBe(true);
  });

  it('lets no fault of one client reach another', async () => {
    const other = connectEventStore({ url: server.url });
    const appends = streams('item-apart', 100).map((stream) => store.append(stream, 'no-stream', [event()]));
    const lost = other.append('item-closed', 'no-stream', [event()]).catch((error: unknown) => error);
    await other.close();
    expect((await Promise.all(appends)).every((outcome) => outcome.ok)).toBe(true);
    await lost;
  });

  it('says that the connection broke when the server goes, and nothing when it is closed itself', async () => {
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
    const own = connectEventStore({ url: server.url, logger });
    await own.append('item-own-close', 'any', [event()]);
    await own.close();
    const other = connectEventStore({ url: server.url, logger });
    await other.append('item-own-close', 'any', [event()]);
    expect(warnings).toEqual([]);
    await restart();
    await until(() => warnings.length === 1);
    await other.close();
  });

  it('gives up with a code of its own when there is no server', async () => {
    const nowhere = connectEventStore({ url: 'esdb://127.0.0.1:9?tls=false', deadlineMs: 300 });
    const failure = await nowhere.append('item-x', 'any', [event()]).catch((error: unknown) => error);
    expect(isThroughlineError(failure, 'EVENT_STORE.UNAVAILABLE')).toBe(true);
    await nowhere.close();
  });

  it('refuses a database that another server is writing to', async () => {
    const second = startEmbeddedEventStore({ databaseUrl: database.url, port: 0, lockWaitMs: 100 });
    await expect(second).rejects.toMatchObject({ code: 'EVENT_STORE.DATABASE_IN_USE' });
  });

  it('refuses a port that is taken', async () => {
    const second = startEmbeddedEventStore({ databaseUrl: database.url, port: server.port });
    await expect(second).rejects.toMatchObject({ code: 'EVENT_STORE.PORT_IN_USE' });
  });
});

/** As where the disk is full: what is large is refused, and what is small still finds room. */
async function refuseTwice(databaseUrl: string, type: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    CREATE SEQUENCE tries;
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('tries') < 3 THEN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refusing BEFORE INSERT ON eventstore.events
      FOR EACH ROW WHEN (NEW.type = '${type}') EXECUTE FUNCTION refuse()`);
  await client.end();
}

import { unavailable, type Uuid } from '#platform';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { until } from '../../test/support/until.js';
import { connectEventStore } from './client/connect.js';
import { startEmbeddedEventStore, type EmbeddedEventStore } from './embedded/index.js';
import { shareSubscriptions } from './fan-out/share-subscriptions.js';
import type { EventStore, NewEvent, StoredEvent, SubscriptionOptions } from './ports.js';

const event = (type = 'Noted', data: unknown = {}): NewEvent => ({
  id: randomUUID() as Uuid,
  type,
  data,
  metadata: { schemaVersion: 1 },
});
const streams = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
const PREFIXES = ['record-', 'family-', 'slow-', 'retry-', 'fatal-', 'item-'];

describe.each([
  ['by itself', (store: EventStore) => store],
  ['together with others', (store: EventStore) => shareSubscriptions(store, { prefixes: PREFIXES })],
])('Following the store %s', (_, through) => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let store: EventStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    store = through(connectEventStore({ url: server.url }));
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

  const collect = (options: SubscriptionOptions) => {
    const seen: StoredEvent[] = [];
    const subscription = store.subscribe(options, async ({ events }) => void seen.push(...events));
    return { seen, subscription };
  };

  it('hands every event to a subscriber once, in order, across restarts of the server', async () => {
    const before = await store.headPosition();
    const seen: StoredEvent[] = [];
    const subscription = store.subscribe(
      { after: before, prefixes: ['record-'], maxBatch: 50 },
      async ({ events }) => {
        seen.push(...events);
      },
    );
    const appended = Promise.all(
      streams('record', 400).map(async (stream, i) => {
        await until(() => seen.length >= Math.min(i - 60, 300), { what: 'earlier events' });
        return store.append(stream, 'no-stream', [event()]);
      }),
    );
    await until(() => seen.length > 50);
    await restart();
    await until(() => seen.length > 200);
    await restart();
    await appended;
    await until(() => seen.length >= 400);
    await subscription.stop();
    const positions = seen.map(({ position }) => position);
    expect(new Set(seen.map(({ stream }) => stream)).size).toBe(400);
    expect(positions).toHaveLength(400);
    expect(positions.every((position, i) => i === 0 || position > (positions[i - 1] ?? 0n))).toBe(true);
  });

  it('filters subscriptions by stream prefix and says when they have caught up', async () => {
    await store.append('family-1', 'no-stream', [event('FamilyFormed')]);
    const batches: { types: string[]; caughtUp: boolean }[] = [];
    const subscription = store.subscribe({ prefixes: ['family-'] }, async ({ events, caughtUp }) => {
      batches.push({ types: events.map(({ type }) => type), caughtUp });
    });
    await until(() => batches.some(({ caughtUp }) => caughtUp));
    await store.append('item-other', 'no-stream', [event('ItemShared')]);
    await store.append('family-2', 'no-stream', [event('FamilyFormed')]);
    await until(() => batches.flatMap(({ types }) => types).length === 2);
    await subscription.stop();
    expect(batches.flatMap(({ types }) => types)).toEqual(['FamilyFormed', 'FamilyFormed']);
  });

  it('neither holds memory nor loses events for a subscriber that falls behind', async () => {
    const before = await store.headPosition();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let seen = 0;
    const subscription = store.subscribe(
      { after: before, prefixes: ['slow-'], maxBatch: 10 },
      async ({ events }) => {
        await held;
        seen += events.length;
      },
    );
    const appends = streams('slow', 120).map((stream) => ({
      stream,
      expected: 'no-stream' as const,
      events: Array.from({ length: 100 }, () => event('Noted', { pad: 'x'.repeat(300) })),
    }));
    await store.appendMany(appends);
    release();
    await until(() => seen === 12_000);
    await subscription.stop();
  });

  it('hands a batch over again when its handler could not do its work yet', async () => {
    await store.append('retry-1', 'no-stream', [event()]);
    let tries = 0;
    const subscription = store.subscribe({ prefixes: ['retry-'] }, async ({ events }) => {
      if (events.length > 0 && ++tries < 3) throw unavailable('TEST.BUSY', 'Not yet');
    });
    await until(() => tries === 3);
    await subscription.stop();
    expect(tries).toBe(3);
  });

  it('ends a subscription whose handler fails for good, and no other', async () => {
    await store.append('fatal-1', 'no-stream', [event()]);
    const other = store.subscribe({ prefixes: ['fatal-'] }, async () => {});
    const subscription = store.subscribe({ prefixes: ['fatal-'] }, async () => {
      throw new Error('cannot be projected');
    });
    await expect(subscription.done).rejects.toThrow('cannot be projected');
    await other.stop();
    await expect(other.done).resolves.toBeUndefined();
  });

  it('gives several the same events, to each those of its prefixes, whoever comes late or goes early', async () => {
    const after = await store.headPosition();
    const both = collect({ after, prefixes: ['item-', 'family-'], maxBatch: 7 });
    const early = collect({ after, prefixes: ['item-'] });
    await store.appendMany(appends([...streams('item-a', 60), ...streams('family-a', 30)]));
    await until(() => early.seen.length === 60);
    await early.subscription.stop();
    const late = collect({ after, prefixes: ['family-'] });
    await restart();
    await store.appendMany(appends([...streams('item-b', 60), ...streams('family-b', 30)]));
    await until(() => both.seen.length === 180 && late.seen.length === 60);
    await Promise.all([both, late].map(({ subscription }) => subscription.stop()));
    expect(both.seen.filter(({ stream }) => stream.startsWith('family-'))).toEqual(late.seen);
    expect(both.seen.map(({ position }) => position)).toEqual(
      both.seen.map(({ position }) => position).toSorted((a, b) => Number(a - b)),
    );
    expect(early.seen).toHaveLength(60);
  });

  it('ends every subscription when the store is closed, and takes no more', async () => {
    const closing = through(connectEventStore({ url: server.url }));
    const { done } = closing.subscribe({ prefixes: ['item-'] }, async () => {});
    await closing.close();
    await expect(done).resolves.toBeUndefined();
    let refusal: unknown;
    try {
      closing.subscribe({ prefixes: ['item-'] }, async () => {});
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'EVENT_STORE.CLOSED' });
  });

  it('stops at once although the store is away', async () => {
    const { port } = server;
    await server.stop();
    const { subscription } = collect({ prefixes: ['record-'] });
    const began = performance.now();
    await subscription.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port });
  });

  it('waits for a store that is away', async () => {
    const { port } = server;
    await server.stop();
    const { seen, subscription } = collect({ prefixes: ['record-away'] });
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port });
    await store.append('record-away', 'any', [event()]);
    await until(() => seen.length === 1);
    await subscription.stop();
  });
});

const appends = (names: readonly string[]) =>
  names.map((stream) => ({ stream, expected: 'no-stream' as const, events: [event()] }));

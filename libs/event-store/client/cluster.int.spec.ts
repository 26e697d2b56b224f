import { until } from '../../../test/support/until.js';
import type { EventStore } from '../ports.js';
import { appendTo, follow, names, onceInOrder, TestCluster } from '../testing/index.js';
import { connectEventStore } from './connect.js';

describe('The event store on a cluster', () => {
  let cluster: TestCluster;
  const stores: EventStore[] = [];

  const connected = (url = cluster.url()): EventStore => {
    const store = connectEventStore({ url, deadlineMs: 30_000 });
    stores.push(store);
    return store;
  };
  const appendAll = async (store: EventStore, streams: readonly string[]) =>
    (await Promise.all(streams.map((stream) => appendTo(store, stream)))).every(({ ok }) => ok);
  const untilAsked = async (what: string) => {
    const { length } = cluster.calls;
    await until(() => cluster.calls.length > length, { what });
  };

  beforeEach(async () => {
    cluster = await TestCluster.start();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await cluster.stop();
  });

  it('finds the leader among several nodes and asks nobody else', async () => {
    await cluster.elect(cluster.node(2));
    const store = connected();
    expect(await appendTo(store, 'item-1')).toMatchObject({ ok: true });
    expect(await store.readStream('item-1')).toHaveLength(1);
    const { seen } = follow(store);
    await until(() => seen.length === 1);
    expect(new Set(cluster.calls.map(({ port }) => port))).toEqual(new Set([cluster.node(2).port]));
    expect(cluster.calls.filter(({ requiresLeader }) => !requiresLeader)).toEqual([]);
  });

  it('moves on to the leader where an address names a follower, and reads there what it wrote', async () => {
    const store = connected(cluster.url({ nodes: [cluster.follower] }));
    expect(await store.readStream('item-1')).toEqual([]);
    expect(await appendTo(store, 'item-1')).toMatchObject({ ok: true });
    expect(await store.readStream('item-1')).toHaveLength(1);
  });

  it('follows the leader even where the address prefers a follower', async () => {
    const store = connected(`${cluster.url()}&nodePreference=follower`);
    const { seen } = follow(store);
    expect(await appendAll(store, names(10))).toBe(true);
    await until(() => seen.length === 10);
    expect(onceInOrder(seen)).toEqual(names(10).sort());
  });

  it('appends once and misses nothing when the leader hands over under load, twice', async () => {
    const store = connected();
    const { seen } = follow(store);
    const appended = appendAll(store, names(300));
    await until(() => seen.length > 0);
    cluster.handOver(cluster.follower);
    expect(await appended).toBe(true);
    cluster.handOver(cluster.follower);
    expect(await appendTo(store, 'item-last')).toMatchObject({ ok: true });
    await until(() => seen.length >= 301);
    expect(onceInOrder(seen)).toEqual([...names(300), 'item-last'].sort());
  });

  it('goes on where it was when the leader was killed under load', async () => {
    const store = connected();
    const { seen } = follow(store);
    const appended = appendAll(store, names(300));
    await until(() => seen.length > 0);
    await cluster.killLeader();
    await untilAsked('a call to a node that still believes in the old leader');
    cluster.startElection();
    await cluster.elect(cluster.node(1));
    expect(await appended).toBe(true);
    await until(() => seen.length >= 300);
    expect(onceInOrder(seen)).toEqual(names(300).sort());
  });

  it('waits while a node says that nobody leads, however it says so', async () => {
    const store = connected(cluster.url({ nodes: [cluster.node(2)] }));
    await appendTo(store, 'item-first');
    await cluster.killLeader();
    cluster.startElection();
    const work = Promise.all([appendTo(store, 'item-1'), store.readStream('item-first')]);
    const { seen } = follow(store);
    await untilAsked('an append or a read that no leader takes');
    await untilAsked('another try');
    await cluster.elect(cluster.node(2));
    expect(await work).toMatchObject([{ ok: true }, [{ stream: 'item-first' }]]);
    await until(() => seen.length === 2);
  });

  it('takes its subscriptions along when it leaves a node that was cut off from the others', async () => {
    const store = connected();
    const { seen } = follow(store);
    await appendTo(store, 'item-first');
    await until(() => seen.length === 1);
    await cluster.isolateLeader(cluster.node(1));
    expect(await appendTo(store, 'item-second')).toMatchObject({ ok: true });
    await until(() => seen.length === 2);
    expect(seen.map(({ stream }) => stream)).toEqual(['item-first', 'item-second']);
  });

  it('subscribes again after a node dropped it for being slow', async () => {
    const store = connected();
    const { seen } = follow(store);
    expect(await appendAll(store, names(50))).toBe(true);
    await until(() => seen.length > 0);
    cluster.leader.dropSubscribers();
    expect(await appendAll(store, names(50, 'item-more'))).toBe(true);
    await until(() => seen.length >= 100);
    expect(onceInOrder(seen)).toEqual([...names(50), ...names(50, 'item-more')].sort());
  });

  it('goes on when the log behind every node was restarted', async () => {
    const store = connected();
    const { seen } = follow(store);
    const appended = appendAll(store, names(200));
    await until(() => seen.length > 0);
    await cluster.restartLog();
    expect(await appended).toBe(true);
    await until(() => seen.length >= 200);
    expect(onceInOrder(seen)).toEqual(names(200).sort());
  });
});

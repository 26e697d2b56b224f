import { until } from '../../../test/support/until.js';
import type { EventStore } from '../ports.js';
import { appendTo, follow, onceInOrder, TestCluster } from '../testing/index.js';
import { connectEventStore } from './connect.js';

/** What a suspended machine or a network that drops everything looks like: no answer, and no broken connection. */
describe('An event store that falls silent', () => {
  let cluster: TestCluster;
  let store: EventStore;

  const begin = async (nodes: number, deadlineMs: number) => {
    cluster = await TestCluster.start({ nodes });
    store = connectEventStore({ url: cluster.url(), deadlineMs });
    await appendTo(store, 'item-first');
  };
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (error as { code?: unknown }).code,
    );

  afterEach(async () => {
    await store.close();
    await cluster.stop();
  });

  it('is given up when the time is over, whatever was asked', async () => {
    await begin(1, 1_000);
    cluster.freezeLeader();
    const begun = Date.now();
    const readAll = async () => {
      for await (const batch of store.readAll()) expect(batch).toEqual([]);
    };
    const asked = [appendTo(store, 'item-1'), store.readStream('item-first'), store.headPosition()];
    expect(await Promise.all(asked.map(codeOf))).toEqual(asked.map(() => 'EVENT_STORE.UNAVAILABLE'));
    expect(Date.now() - begun).toBeLessThan(20_000);
    expect(await codeOf(readAll())).toBe('EVENT_STORE.UNAVAILABLE');
  });

  it('is left for the next leader, by appends, reads and subscriptions', async () => {
    await begin(3, 50_000);
    const { seen } = follow(store);
    await until(() => seen.length === 1);
    cluster.freezeLeader();
    await cluster.elect(cluster.node(1));
    const [outcome, read] = await Promise.all([appendTo(store, 'item-1'), store.readStream('item-first')]);
    expect(outcome).toMatchObject({ ok: true });
    expect(read).toHaveLength(1);
    await until(() => seen.length === 2, { withinMs: 40_000 });
    expect(onceInOrder(seen)).toEqual(['item-1', 'item-first']);
  }, 90_000);

  it('does not keep anybody from closing the connection', async () => {
    await begin(1, 30_000);
    const { subscription } = follow(store);
    cluster.freezeLeader();
    const waiting = codeOf(store.readStream('item-first'));
    await store.close();
    await subscription.done;
    expect(await waiting).toBe('EVENT_STORE.UNAVAILABLE');
  });
});

import { isThroughlineError } from '#platform';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '../embedded/index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import type { EventStore } from '../ports.js';
import {
  appendTo,
  follow,
  makeCertificates,
  names,
  onceInOrder,
  TestCluster,
  type TestCertificates,
} from '../testing/index.js';
import { connectEventStore } from './connect.js';

const ACCOUNT = 'hub:p%40ss%3Aword';
/** Far below the deadline of a store: nothing may be tried again for ever. */
const AT_ONCE_MS = 20_000;

describe('The account and the certificates of an event store', () => {
  let tls: TestCertificates;
  let others: TestCertificates;
  let cluster: TestCluster;
  const stores: EventStore[] = [];

  const connected = (url: string): EventStore => {
    const store = connectEventStore({ url, deadlineMs: 60_000 });
    stores.push(store);
    return store;
  };
  const refusalOf = async (work: Promise<unknown>): Promise<{ code: string; message: string }> => {
    const begun = Date.now();
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!isThroughlineError(error)) throw new Error('There was no refusal');
    expect({ retryable: error.retryable, slow: Date.now() - begun > AT_ONCE_MS }).toEqual({
      retryable: false,
      slow: false,
    });
    return error;
  };
  const everyWay = (url: string) => {
    const store = connected(url);
    return [appendTo(store, 'item-x'), store.readStream('item-x'), follow(store).subscription.done];
  };

  beforeAll(async () => {
    [tls, others] = await Promise.all([makeCertificates(), makeCertificates()]);
    cluster = await TestCluster.start({ tls, account: ACCOUNT });
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });
  afterAll(async () => {
    await cluster.stop();
    await Promise.all([tls.remove(), others.remove()]);
  });

  it('let the hub in with the right password, on every call, through a change of the leader', async () => {
    const store = connected(cluster.url());
    const { seen } = follow(store);
    for (const stream of names(10)) await appendTo(store, stream);
    cluster.handOver(cluster.follower);
    for (const stream of names(10, 'item-more')) await appendTo(store, stream);
    await until(() => seen.length === 20);
    expect(onceInOrder(seen)).toHaveLength(20);
    expect(new Set(cluster.calls.map(({ authorization }) => authorization))).toEqual(
      new Set([`Basic ${Buffer.from('hub:p@ss:word').toString('base64')}`]),
    );
  });

  it.each([
    ['a wrong password', 'hub:wrong'],
    ['another user', 'somebody:p%40ss%3Aword'],
    ['no account at all', ''],
  ])('refuse %s at once, and say what to look at', async (_, account) => {
    const refusals = await Promise.all(everyWay(cluster.url({ account })).map(refusalOf));
    for (const { code, message } of refusals) {
      expect(code).toBe('EVENT_STORE.ACCESS_DENIED');
      expect(message).toContain('check user and password');
      expect(message).not.toContain('wrong');
    }
  });

  it.each(['one node', 'several nodes'])('refuse an authority that is not known, with %s', async (kind) => {
    const nodes = kind === 'one node' ? [cluster.leader] : cluster.nodes;
    const url = cluster.url({ nodes, ca: others.authority });
    const refusals = await Promise.all(everyWay(url).map(refusalOf));
    for (const { code, message } of refusals) {
      expect(code).toBe('EVENT_STORE.UNTRUSTED');
      expect(message).toMatch(/^The certificate .* is signed by no authority that is trusted here: [^.]+\.$/);
    }
  });

  it('refuse a certificate that is made out to another name', async () => {
    const elsewhere = await makeCertificates('DNS:elsewhere.example');
    const other = await TestCluster.start({ nodes: 1, tls: elsewhere });
    const { code, message } = await refusalOf(connected(other.url()).headPosition());
    expect([code, message]).toEqual([
      'EVENT_STORE.UNTRUSTED',
      `The certificate of the event store is made out to another name than 127.0.0.1:${other.leader.port}.`,
    ]);
    await other.stop();
    await elsewhere.remove();
  });

  it('are missed where the address says tls=false', async () => {
    const url = `esdb://${ACCOUNT}@127.0.0.1:${cluster.leader.port}?tls=false`;
    const { code, message } = await refusalOf(connected(url).headPosition());
    expect([code, message]).toEqual([
      'EVENT_STORE.UNTRUSTED',
      'The event store speaks TLS, and its address says tls=false: leave that out.',
    ]);
  });

  it('take one node that cannot be trusted for a node that is down, while another can be', async () => {
    const strange = await TestCluster.start({ nodes: 1, tls: others, account: ACCOUNT });
    const url = cluster.url({ nodes: [strange.leader, ...cluster.nodes] });
    expect(await appendTo(connected(url), 'item-beside')).toMatchObject({ ok: true });
    await strange.stop();
  });

  describe('of a server that has none', () => {
    let database: TestDatabase;
    let server: EmbeddedEventStore;

    beforeAll(async () => {
      database = await createTestDatabase();
      server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    });
    afterAll(async () => {
      await server.stop();
      await database.drop();
    });

    it('are asked for in one sentence', async () => {
      const { code, message } = await refusalOf(connected(`esdb://127.0.0.1:${server.port}`).headPosition());
      expect(code).toBe('EVENT_STORE.UNTRUSTED');
      expect(message).toBe(
        `The event store at 127.0.0.1:${server.port} does not speak TLS: add tls=false to its address if that is meant.`,
      );
    });
  });
});

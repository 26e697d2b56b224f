import { connect, type ClientHttp2Session } from 'node:http2';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '../embedded/index.js';
import type { TestCertificates } from './certificates.js';
import { TestNode, type SeenCall, type Surroundings } from './test-node.js';

const FORGET =
  'DELETE FROM eventstore.events WHERE position > (SELECT max(position) * 2 / 3 FROM eventstore.events)';

export interface ClusterOptions {
  /** Default 3. */
  readonly nodes?: number;
  readonly tls?: TestCertificates;
  /** `user:password`; only asked for with TLS, as EventStoreDB does. */
  readonly account?: string;
}

/**
 * A cluster for tests. The log is one PostgreSQL database with one embedded server before it, as quorum writes are one
 * log; each node is a front of its own that leads or follows, gossips, asks for credentials and fails as real nodes do.
 */
export class TestCluster {
  readonly nodes: TestNode[] = [];
  readonly calls: SeenCall[] = [];
  #server: EmbeddedEventStore | undefined;
  #log: ClientHttp2Session | undefined;
  #leaderPort = 0;

  private constructor(
    private readonly options: ClusterOptions,
    private readonly database: TestDatabase,
  ) {}

  static async start(options: ClusterOptions = {}): Promise<TestCluster> {
    const cluster = new TestCluster(options, await createTestDatabase());
    const around = cluster.#surroundings();
    for (let count = 0; count < (options.nodes ?? 3); count += 1)
      cluster.nodes.push(await TestNode.start(around));
    await cluster.elect(cluster.node(0));
    return cluster;
  }

  node(index: number): TestNode {
    const node = this.nodes[index];
    if (!node) throw new Error(`The cluster has no node ${index}`);
    return node;
  }

  get leader(): TestNode {
    const leader = this.nodes.find(({ state }) => state === 'leader');
    if (!leader) throw new Error('Nobody leads');
    return leader;
  }

  get follower(): TestNode {
    const follower = this.nodes.find(({ state }) => state === 'follower');
    if (!follower) throw new Error('Nobody follows');
    return follower;
  }

  /** Names every node, or those given. */
  url({ nodes = this.nodes, account = this.options.account, ca = this.options.tls?.authority } = {}): string {
    const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`).join();
    const tls = this.options.tls
      ? `tls=true${ca ? `&tlsCaFile=${encodeURIComponent(ca)}` : ''}`
      : 'tls=false';
    return `esdb://${account ? `${account}@` : ''}${hosts}?${tls}`;
  }

  /** The leader hands over in order: it stays, follows, and tells who leads now. */
  handOver(to: TestNode): void {
    this.leader.stepDown(to.port);
    this.#lead(to);
  }

  #lead(node: TestNode): void {
    node.state = 'leader';
    this.#leaderPort = node.port;
  }

  /** The leader is gone with all its connections, and so is its server. The others still believe in it. */
  async killLeader(): Promise<void> {
    await this.leader.stop();
    await this.#closeLog();
  }

  /** The leader neither answers nor breaks off. The others still believe in it. */
  freezeLeader(): void {
    const { leader } = this;
    leader.freeze();
    leader.state = 'gone';
  }

  /** The leader is cut off from the others, which elect another; its clients still reach it. */
  async isolateLeader(next: TestNode): Promise<void> {
    const { leader } = this;
    await this.elect(next);
    leader.isolate();
  }

  /** The others have noticed: from now until `elect` nobody leads. */
  startElection(): void {
    for (const node of this.nodes) if (node.state === 'follower') node.state = 'electing';
  }

  async elect(leader: TestNode): Promise<void> {
    await this.#openLog();
    for (const node of this.nodes) if (node.state !== 'gone') node.state = 'follower';
    this.#lead(leader);
  }

  /** The server of the log goes away and comes back under every node. */
  async restartLog(): Promise<void> {
    await this.#closeLog();
    await this.#openLog();
  }

  /** What must never happen: the newest third of the events is gone. */
  async forgetSomeEvents(): Promise<void> {
    await this.#closeLog();
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    await client.query(FORGET);
    await client.end();
    await this.#openLog();
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.#closeLog();
    await this.database.drop();
  }

  async #openLog(): Promise<void> {
    this.#server ??= await startEmbeddedEventStore({ databaseUrl: this.database.url, port: 0 });
    this.#log ??= connect(`http://127.0.0.1:${this.#server.port}`).on('error', () => undefined);
  }

  async #closeLog(): Promise<void> {
    this.#log?.destroy();
    this.#log = undefined;
    await this.#server?.stop();
    this.#server = undefined;
  }

  #surroundings(): Surroundings {
    const { tls, account } = this.options;
    return {
      tls,
      authorization: account && `Basic ${Buffer.from(decodeURIComponent(account)).toString('base64')}`,
      members: () => this.nodes.map(({ port, state }) => ({ port, state })),
      leaderPort: () => this.#leaderPort,
      log: () => this.#log,
      seen: (call) => void this.calls.push(call),
    };
  }
}

import { once } from 'node:events';
import {
  createSecureServer,
  createServer,
  type ClientHttp2Session,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { TestCertificates } from './certificates.js';
import { holdAtGate } from './append-gate.js';
import { ForwardedCall } from './forwarded-call.js';
import { answerGossip, type Member, type NodeState } from './gossip.js';
import * as say from './refusals.js';
import { TcpDoor } from './tcp-door.js';

const GOSSIP = '/event_store.client.gossip.Gossip/Read';
const FEATURES = '/event_store.client.server_features.ServerFeatures/GetSupportedMethods';
const READ = '/event_store.client.streams.Streams/Read';
const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';

/** Of one connection, as EventStoreDB has it of its web server. */
const CALLS_AT_ONCE = 100;

export interface SeenCall {
  readonly port: number;
  readonly path: string;
  readonly requiresLeader: boolean;
  readonly authorization: string | undefined;
}

/** What a node knows of the cluster that it belongs to. */
export interface Surroundings {
  readonly tls: TestCertificates | undefined;
  /** The value of `authorization` that is let in; undefined lets everybody in. */
  readonly authorization: string | undefined;
  members(): readonly Member[];
  /** Of the node that leads, or led last. */
  leaderPort(): number;
  log(): ClientHttp2Session | undefined;
  seen(call: SeenCall): void;
}

/** One node: a front before the server of the shared log that answers as a member of a cluster does. */
export class TestNode {
  state: NodeState = 'follower';
  readonly #calls = new Set<ForwardedCall>();
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly around: Surroundings,
    private readonly server: Http2Server,
    private readonly door: TcpDoor,
  ) {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('session', (session) => session.on('error', () => undefined));
    server.on('stream', (stream, headers) => this.#take(stream, headers));
  }

  static async start(around: Surroundings): Promise<TestNode> {
    const { tls } = around;
    const settings = { maxConcurrentStreams: CALLS_AT_ONCE };
    const server = tls
      ? createSecureServer({ key: tls.key, cert: tls.certificate, settings })
      : createServer({ settings });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestNode(around, server, await TcpDoor.open((server.address() as AddressInfo).port));
  }

  get port(): number {
    return this.door.port;
  }

  /** Leadership moved on; nothing breaks off until the next append. */
  stepDown(newLeader: number): void {
    this.state = 'follower';
    for (const call of this.#calls)
      if (call.path === BATCH_APPEND) call.endAtNextMessage(say.notLeader(newLeader));
  }

  /** Subscribers are told that they are too slow, as a node does that will keep no more for them. */
  dropSubscribers(): void {
    for (const call of this.#calls) if (call.path === READ) call.end(say.tooSlow());
  }

  /** Cut off from the other nodes but not from its clients: it knows no leader, and its subscribers hear no more. */
  isolate(): void {
    this.state = 'electing';
    for (const call of this.#calls) {
      if (call.path === READ) call.fallSilent();
      else call.end(say.unavailable());
    }
  }

  freeze(): void {
    this.door.freeze();
  }

  async stop(): Promise<void> {
    this.state = 'gone';
    await this.door.shut();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #take(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => undefined);
    const path = headers[':path'] ?? '';
    // As on a real node, members and features are told to anybody.
    if (path === GOSSIP) return answerGossip(stream, this.around.members());
    if (path === FEATURES) return this.#forward(stream, headers, path);
    const requiresLeader = headers['requires-leader'] === 'true';
    this.around.seen({ port: this.port, path, requiresLeader, authorization: headers.authorization });
    if (!this.#letsIn(stream, headers.authorization)) return;
    if (!requiresLeader || this.state === 'leader') this.#forward(stream, headers, path);
    else if (path === BATCH_APPEND) this.#hold(stream, headers);
    else if (this.state === 'electing') say.refuse(stream, say.noLeaderKnown());
    else say.refuse(stream, say.notLeader(this.around.leaderPort()));
  }

  #forward(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, path: string, read?: Buffer): void {
    const log = this.around.log();
    if (!log) return say.refuse(stream, say.unavailable());
    const call = new ForwardedCall(stream, headers, log, path);
    if (read) call.send(read);
    this.#calls.add(call);
    stream.on('close', () => this.#calls.delete(call));
  }

  #hold(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    holdAtGate(stream, {
      state: () => this.state,
      notLeader: () => say.notLeader(this.around.leaderPort()),
      pass: (read) => this.#forward(stream, headers, BATCH_APPEND, read),
    });
  }

  #letsIn(stream: ServerHttp2Stream, given: string | undefined): boolean {
    const { authorization } = this.around;
    if (authorization === undefined || given === authorization) return true;
    if (given === undefined) say.refuse(stream, say.accessDenied());
    else say.turnAway(stream);
    return false;
  }
}

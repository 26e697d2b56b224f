import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ThroughlineError } from '#platform';
import type { Client, ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import { orMalformed, readAddress, type StoreAddress } from './address.js';
import { asStoreError, goneNode, isLeaderless, isUnreached } from './errors.js';
import { findTrustFault } from './trust.js';
import { within } from './within.js';

const { StreamsClient, StreamsService } = streamsService;
const bytes = (frame: Buffer): Buffer => frame;

/** Opens calls through a client's own channel handling, which only its subclasses may reach. */
class Channel extends EventStoreDBClient {
  static open<T extends ClientReadableStream<Buffer>>(
    channel: Channel,
    name: string,
    create: (grpc: Client, args: ReturnType<Channel['callArguments']>) => T,
  ): Promise<T> {
    // A follower would answer reads from a log that may lag behind, and pass appends on at the price of a detour.
    const args = channel.callArguments({ requiresLeader: true }, { deadline: Infinity });
    return channel.GRPCStreamCreator(StreamsClient, name, (grpc) => create(grpc, args))();
  }

  /** The next call looks for a node anew, with this one last. */
  static leave(channel: Channel, grpc: Client): Promise<void> {
    return channel.handleError(grpc, goneNode());
  }
}

/** How long a look at TLS stays good, in ms. */
const LOOK_MS = 10_000;

/**
 * One connection to the event store. `@eventstore/db-client` finds the node, signs in and connects again; its calls are
 * made here, on bytes, for two faults of version 6.2.1: all clients of a process share one table of appends in the air,
 * so that one broken stream fails the appends of every other and may end the process, and its subscriptions emit errors
 * after they were left. Reading and writing the bytes by hand also costs a third of the time.
 */
export class Connection {
  readonly #address: StoreAddress;
  readonly #client: EventStoreDBClient;
  /** Open calls; all of one node. */
  readonly #calls = new Set<{ cancel(): void }>();
  #grpc: Client | undefined;
  readonly #left = new WeakSet<Client>();
  #closed = false;
  #look: { readonly until: number; readonly fault: Promise<ThroughlineError | undefined> } | undefined;

  /** Throws `EVENT_STORE.BAD_ADDRESS`. */
  constructor(url: string) {
    this.#address = readAddress(url);
    this.#client = orMalformed(() => EventStoreDBClient.connectionString(this.#address.url));
  }

  /** Rejects with `EVENT_STORE.UNAVAILABLE` where no node is found in time, or at once when the signal fires. */
  read(request: Buffer, withinMs: number, signal?: AbortSignal): Promise<ClientReadableStream<Buffer>> {
    const { path } = StreamsService.read;
    const opening = this.#open('read', (grpc, args) =>
      grpc.makeServerStreamRequest(path, bytes, bytes, request, ...args),
    );
    return within({ ms: withinMs, signal }, opening, (call) => call.cancel());
  }

  batchAppend(): Promise<ClientDuplexStream<Buffer, Buffer>> {
    const { path } = StreamsService.batchAppend;
    return this.#open('batchAppend', (grpc, args) => grpc.makeBidiStreamRequest(path, bytes, bytes, ...args));
  }

  get openCalls(): number {
    return this.#calls.size;
  }

  /** For a node that stays silent or knows no leader: the next call goes elsewhere where there is another. */
  async leave(): Promise<void> {
    if (this.#grpc) await Channel.leave(this.#client, this.#grpc);
  }

  /** The failure as one of the family; where no node was reached, TLS may be the reason. */
  async explain(cause: unknown): Promise<ThroughlineError> {
    const error = asStoreError(cause);
    if (isLeaderless(error)) await this.leave();
    else if (error.retryable && isUnreached(error) && !this.#closed)
      return (await this.#trustFault()) ?? error;
    return error;
  }

  #trustFault(): Promise<ThroughlineError | undefined> {
    if (!this.#look || this.#look.until < performance.now())
      this.#look = { until: performance.now() + LOOK_MS, fault: findTrustFault(this.#address) };
    return this.#look.fault;
  }

  /** Cancels every call. */
  close(): void {
    this.#closed = true;
    for (const call of this.#calls) call.cancel();
    this.#grpc?.close();
  }

  /** What still hangs on a node that was left would wait there for events that go elsewhere. */
  #moveTo(grpc: Client): void {
    if (this.#grpc === grpc || this.#left.has(grpc)) return;
    if (this.#grpc) this.#left.add(this.#grpc);
    this.#grpc = grpc;
    for (const call of this.#calls) call.cancel();
  }

  async #open<T extends ClientReadableStream<Buffer> & { cancel(): void }>(
    name: string,
    create: (grpc: Client, args: Parameters<Parameters<typeof Channel.open<T>>[2]>[1]) => T,
  ): Promise<T> {
    const call = await Channel.open(this.#client, name, (grpc, args) => {
      this.#moveTo(grpc);
      const created = create(grpc, args);
      this.#calls.add(created);
      // An error may still arrive after the last reader has gone; with no listener it would end the process.
      // A call that is not read to its end never closes, but each has its status.
      return created.on('error', () => undefined).once('status', () => this.#calls.delete(created));
    });
    if (this.#closed) call.cancel();
    return call;
  }
}

import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { Client, ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';

const { StreamsClient, StreamsService } = streamsService;
const bytes = (frame: Buffer): Buffer => frame;

/** Opens calls through a client's own channel handling, which only its subclasses may reach. */
class Channel extends EventStoreDBClient {
  static open<T extends ClientReadableStream<Buffer>>(
    channel: Channel,
    name: string,
    create: (grpc: Client, args: ReturnType<Channel['callArguments']>) => T,
  ): Promise<T> {
    const args = channel.callArguments({}, { deadline: Infinity });
    return channel.GRPCStreamCreator(StreamsClient, name, (grpc) => create(grpc, args))();
  }
}

/**
 * One connection to the event store. `@eventstore/db-client` finds the node, signs in and connects again; its calls are
 * made here, on bytes, for two faults of version 6.2.1: all clients of a process share one table of appends in the air,
 * so that one broken stream fails the appends of every other and may end the process, and its subscriptions emit errors
 * after they were left. Reading and writing the bytes by hand also costs a third of the time.
 */
export class Connection {
  readonly #client: EventStoreDBClient;
  readonly #calls = new Set<{ cancel(): void }>();
  #grpc: Client | undefined;

  constructor(url: string) {
    this.#client = EventStoreDBClient.connectionString(url);
  }

  read(request: Buffer): Promise<ClientReadableStream<Buffer>> {
    const { path } = StreamsService.read;
    return this.#open('read', (grpc, args) =>
      grpc.makeServerStreamRequest(path, bytes, bytes, request, ...args),
    );
  }

  batchAppend(): Promise<ClientDuplexStream<Buffer, Buffer>> {
    const { path } = StreamsService.batchAppend;
    return this.#open('batchAppend', (grpc, args) => grpc.makeBidiStreamRequest(path, bytes, bytes, ...args));
  }

  /** Cancels every call. */
  close(): void {
    for (const call of this.#calls) call.cancel();
    this.#grpc?.close();
  }

  async #open<T extends ClientReadableStream<Buffer> & { cancel(): void }>(
    name: string,
    create: (grpc: Client, args: Parameters<Parameters<typeof Channel.open<T>>[2]>[1]) => T,
  ): Promise<T> {
    const call = await Channel.open(this.#client, name, (grpc, args) => {
      this.#grpc = grpc;
      const created = create(grpc, args);
      // An error may still arrive after the last reader has gone; with no listener it would end the process.
      return created.on('error', () => undefined);
    });
    this.#calls.add(call);
    call.once('close', () => this.#calls.delete(call));
    return call;
  }
}

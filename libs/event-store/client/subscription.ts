import { silentLogger, type Logger } from '#platform';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type {
  StoredEvent,
  StorePosition,
  Subscription,
  SubscriptionBatch,
  SubscriptionOptions,
} from '../ports.js';
import { BackOff, pause } from './back-off.js';
import type { Connection } from './connection.js';
import { lost } from './errors.js';
import { FrameBuffer } from './frame-buffer.js';
import { handOver, type Handler } from './hand-over.js';
import { readReadMessage, subscribeRequest } from './read-messages.js';

const DEFAULT_BATCH = 500;
/** At which a batch is full, however few events it has. */
const BATCH_BYTES = 8 * 1024 * 1024;
/** How long finding a node may take, in ms. */
const OPEN_MS = 15_000;
/** While catching up a batch waits this long to fill, in ms; a live event waits for nothing. */
const FILL_MS = 20;

/** Starts a catch-up subscription that outlives broken connections. */
export function startSubscription(
  connection: Connection,
  options: SubscriptionOptions,
  handle: Handler,
  logger: Logger = silentLogger,
): Subscription {
  const run = new SubscriptionRun(connection, options, handle, logger);
  const done = run.start();
  // Whoever awaits `done` still sees the failure; whoever does not must not lose the process to it.
  done.catch(() => undefined);
  return {
    done,
    stop: async () => {
      run.stop();
      await done.catch(() => undefined);
    },
  };
}

class SubscriptionRun {
  readonly #stopping = new AbortController();
  readonly #backOff = new BackOff();
  readonly #maxBatch: number;
  #after: StorePosition | undefined;
  #call: ClientReadableStream<Buffer> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: SubscriptionOptions,
    private readonly handle: Handler,
    private readonly logger: Logger,
  ) {
    this.#after = options.after;
    this.#maxBatch = options.maxBatch ?? DEFAULT_BATCH;
  }

  stop(): void {
    this.#stopping.abort();
    this.#call?.cancel();
  }

  /** Resolves when stopped. Rejects with what the handler threw, or where the store refuses for good. */
  async start(): Promise<void> {
    while (!this.#isStopped) {
      const failure = await this.#follow().catch((error: unknown) => error);
      if (this.#isStopped) return;
      if (failure instanceof HandlerFailure) throw failure.cause;
      const error = await this.connection.explain(failure ?? lost());
      if (!error.retryable) throw error;
      this.logger.warn('A subscription was interrupted; subscribing again', { code: error.code });
      await pause(this.#backOff.nextMs, this.#stopping.signal);
    }
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #follow(): Promise<void> {
    const request = subscribeRequest(this.#after, this.options.prefixes);
    const call = await this.connection.read(request, OPEN_MS, this.#stopping.signal);
    this.#call = call;
    const buffer = new FrameBuffer(call, 2 * this.#maxBatch);
    const batcher = new Batcher(buffer, this.#maxBatch);
    try {
      for (;;) {
        if (this.#isStopped) return;
        const batch = await batcher.next();
        if (!batch) return;
        await this.#hand(batch);
      }
    } finally {
      call.cancel();
    }
  }

  async #hand(batch: SubscriptionBatch): Promise<void> {
    const { handle, logger } = this;
    const taken = await handOver(batch, { handle, logger, signal: this.#stopping.signal }).catch(
      (error: unknown) => {
        throw new HandlerFailure(error);
      },
    );
    if (!taken) return;
    this.#after = batch.events.at(-1)?.position ?? this.#after;
    this.#backOff.reset();
  }
}

class HandlerFailure extends Error {
  constructor(override readonly cause: unknown) {
    super('The handler failed');
  }
}

/** Cuts what arrives into batches: full ones while catching up, whatever there is once live. */
class Batcher {
  #live = false;
  /** Of the batch in hand. */
  #bytes = 0;

  constructor(
    private readonly buffer: FrameBuffer,
    private readonly maxBatch: number,
  ) {}

  /** Undefined when the server ended the subscription. */
  async next(): Promise<SubscriptionBatch | undefined> {
    const events: StoredEvent[] = [];
    this.#bytes = 0;
    await this.buffer.arrival();
    while (!this.buffer.isDone()) {
      const caughtUp = this.#takeInto(events);
      if (caughtUp || this.#isFull(events)) return { events, caughtUp };
      if (events.length > 0 && (await this.#isIdle())) return { events, caughtUp: false };
      if (events.length === 0) await this.buffer.arrival();
    }
    return events.length > 0 ? { events, caughtUp: false } : undefined;
  }

  /** Frames one by one, because what stands behind the mark belongs to the next batch. */
  #takeInto(events: StoredEvent[]): boolean {
    while (!this.#isFull(events)) {
      const [frame] = this.buffer.take(1);
      if (!frame) return false;
      this.#bytes += frame.length;
      const message = readReadMessage(frame);
      if (message.kind === 'event') events.push(message.event);
      else if (message.kind === 'fell-behind') this.#live = false;
      else if (message.kind === 'caught-up') return (this.#live = true);
    }
    return false;
  }

  #isFull(events: readonly StoredEvent[]): boolean {
    return events.length >= this.maxBatch || this.#bytes >= BATCH_BYTES;
  }

  async #isIdle(): Promise<boolean> {
    if (this.#live) await new Promise((resolve) => setImmediate(resolve));
    else await this.buffer.arrival(FILL_MS);
    return this.buffer.isEmpty;
  }
}

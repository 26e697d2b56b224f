import { silentLogger, type Logger } from '#platform';
import type {
  Append,
  AppendOutcome,
  EventStore,
  Expected,
  NewEvent,
  StoredEvent,
  StorePosition,
  Subscription,
  SubscriptionBatch,
  SubscriptionOptions,
} from '../ports.js';
import { setMaxListeners } from 'node:events';
import { appendMany } from './append-many.js';
import { BatchAppender } from './batch-appender.js';
import { Connection } from './connection.js';
import { closed, isStreamDeleted } from './errors.js';
import { readAllEvents } from './read-all.js';
import { readFirstRequest, readLastRequest, readStreamRequest } from './read-messages.js';
import { readEvents } from './reads.js';
import { startSubscription } from './subscription.js';
import { tracedStore } from './traced-store.js';
import { withRetry, type RetryOptions } from './with-retry.js';

export interface ConnectOptions {
  /** Any EventStoreDB address, for example `esdb://127.0.0.1:2113?tls=false`. */
  readonly url: string;
  /** How long an append or a read may take, tries included, in ms. Default 15,000. */
  readonly deadlineMs?: number;
  readonly logger?: Logger;
}

const DEADLINE_MS = 15_000;
/** One try of an append; a server silent for so long is taken for gone. */
const TRY_MS = 5_000;
const READ_BATCH = 500;

/**
 * Connects when first used. Every call throws `EVENT_STORE.UNAVAILABLE` once the deadline is over, and at once
 * `EVENT_STORE.ACCESS_DENIED` and `EVENT_STORE.UNTRUSTED`, which no waiting mends. Throws `EVENT_STORE.BAD_ADDRESS`.
 */
export function connectEventStore(options: ConnectOptions): EventStore {
  return tracedStore(new GrpcEventStore(options));
}

class GrpcEventStore implements EventStore {
  readonly #connection: Connection;
  readonly #appender: BatchAppender;
  readonly #closing = new AbortController();
  readonly #subscriptions = new Set<Subscription>();
  readonly #retry: RetryOptions;

  constructor({ url, deadlineMs = DEADLINE_MS, logger = silentLogger }: ConnectOptions) {
    this.#connection = new Connection(url);
    this.#appender = new BatchAppender(this.#connection, logger);
    // Every append that waits for its next try listens.
    setMaxListeners(0, this.#closing.signal);
    const explain = (cause: unknown) => this.#connection.explain(cause);
    this.#retry = { deadlineMs, logger, explain, signal: this.#closing.signal };
  }

  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendOutcome> {
    return this.#append({ stream, expected, events });
  }

  async appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    this.#refuseClosed();
    return appendMany(
      appends,
      (one) => this.#appender.append(one, TRY_MS),
      (pass) => withRetry(this.#retry, pass),
    );
  }

  /** Trying again is safe: the server tells a repeat by the ids of the events. */
  async #append(append: Append): Promise<AppendOutcome> {
    this.#refuseClosed();
    return withRetry(this.#retry, (remainingMs) =>
      this.#appender.append(append, Math.min(TRY_MS, remainingMs)),
    );
  }

  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    this.#refuseClosed();
    return withRetry(this.#retry, async (remainingMs) => {
      try {
        return await readEvents(this.#connection, readStreamRequest(stream, 0n), remainingMs);
      } catch (error) {
        if (isStreamDeleted(error)) return [];
        throw error;
      }
    });
  }

  readAll(
    options: { after?: StorePosition | undefined; maxBatch?: number } = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    this.#refuseClosed();
    const { after, maxBatch = READ_BATCH } = options;
    return readAllEvents(this.#connection, { ...this.#retry, after, maxBatch });
  }

  subscribe(options: SubscriptionOptions, handle: (batch: SubscriptionBatch) => Promise<void>): Subscription {
    this.#refuseClosed();
    const subscription = startSubscription(this.#connection, options, handle, this.#retry.logger);
    this.#subscriptions.add(subscription);
    const forget = () => void this.#subscriptions.delete(subscription);
    subscription.done.then(forget, forget);
    return subscription;
  }

  async headPosition(): Promise<StorePosition | undefined> {
    this.#refuseClosed();
    const [last] = await withRetry(this.#retry, (remainingMs) =>
      readEvents(this.#connection, readLastRequest(), remainingMs),
    );
    return last?.position;
  }

  async eventAt(position: StorePosition): Promise<StoredEvent | undefined> {
    this.#refuseClosed();
    const [first] = await withRetry(this.#retry, (remainingMs) =>
      readEvents(this.#connection, readFirstRequest(position), remainingMs),
    );
    return first?.position === position ? first : undefined;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#appender.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    this.#connection.close();
  }

  #refuseClosed(): void {
    if (this.#closing.signal.aborted) throw closed();
  }
}

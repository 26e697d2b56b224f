import type { Uuid } from '#platform';

/** Position in `$all`. Compare as bigint, never as text. Only event positions are kept, never checkpoints'. */
export type StorePosition = bigint;

/** What caused an event and who acted; stored as event metadata. */
export interface EventMetadata {
  readonly schemaVersion: number;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Agency urn, staff id or `hub:<part>`. */
  readonly actor?: string;
  readonly traceparent?: string;
  /** Which process of intake decided it. */
  readonly intake?: string;
  /** Position up to which that process then knew what others had stored; text because JSON has no 64-bit integers. */
  readonly knownTo?: string;
}

export interface NewEvent<T extends string = string, D = unknown> {
  readonly id: Uuid;
  readonly type: T;
  readonly data: D;
  readonly metadata: EventMetadata;
}

export interface StoredEvent<T extends string = string, D = unknown> extends NewEvent<T, D> {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: StorePosition;
  readonly createdAt: Date;
}

export type Expected = 'no-stream' | 'any' | 'exists' | bigint;

export interface Append {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly NewEvent[];
}

export type AppendOutcome =
  | { readonly ok: true; readonly revision: bigint; readonly position: StorePosition }
  | { readonly ok: false; readonly reason: 'WRONG_REVISION'; readonly actual: bigint | 'no-stream' }
  | { readonly ok: false; readonly reason: 'TOO_LARGE' | 'STREAM_DELETED' };

export interface SubscriptionOptions {
  /** Exclusive; undefined starts at the beginning. */
  readonly after?: StorePosition | undefined;
  /** Stream name prefixes, for example `item-`. */
  readonly prefixes: readonly string[];
  /** Most events handed over at once. Default 500. */
  readonly maxBatch?: number;
}

export interface SubscriptionBatch {
  readonly events: readonly StoredEvent[];
  /** True when the server said that nothing more is waiting behind this batch. The batch may then be empty. */
  readonly caughtUp: boolean;
}

export interface Subscription {
  /** Rejects only when the handler keeps failing with an error that is not retryable. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Everything the hub asks of EventStoreDB. One adapter, over `@eventstore/db-client`; the server may be embedded. */
export interface EventStore {
  /** Deadline, retry on transient faults and idempotency by event id. Throws `EVENT_STORE.UNAVAILABLE`. */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendOutcome>;
  /**
   * Many appends in flight at once; outcomes in the order given. Events lie in the order given, too, but for the second and
   * later appends to one stream, which wait for the one before them, and for what a cluster took before it changed leaders.
   */
  appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]>;
  /** Empty when the stream does not exist. */
  readStream(stream: string): Promise<readonly StoredEvent[]>;
  /** All events, oldest first, in batches. */
  readAll(options?: {
    after?: StorePosition | undefined;
    maxBatch?: number;
  }): AsyncIterable<readonly StoredEvent[]>;
  /** Serial handler; resubscribes with back-off after the last handled event's position. */
  subscribe(options: SubscriptionOptions, handle: (batch: SubscriptionBatch) => Promise<void>): Subscription;
  /** Position of the last event in `$all`, undefined where empty. */
  headPosition(): Promise<StorePosition | undefined>;
  /** The event at exactly this position of `$all`; undefined where there is none, or none any more. */
  eventAt(position: StorePosition): Promise<StoredEvent | undefined>;
  close(): Promise<void>;
}

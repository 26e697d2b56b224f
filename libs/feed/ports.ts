import type { AgencyId } from '#platform';

/** Where a message lies in the feed; enough to read it again. Offsets are per topic and partition, from 0. */
export interface FeedPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

export interface FeedMessage extends FeedPosition {
  /** The agency that owns the topic: the trust boundary. */
  readonly agency: AgencyId;
  /** Partition key: the publisher's local id of the main person, or the event id where there is none. */
  readonly key: string;
  /** Kafka headers; `content-type` tells structured (`application/cloudevents+json`) from binary (`ce_*`). */
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
  /** When the feed took it. */
  readonly appendedAt: Date;
}

export interface NewFeedMessage {
  readonly agency: AgencyId;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

export interface FeedWriter {
  /** Resolves when every message is durable; positions in the order given. Throws `FEED.UNAVAILABLE` or `FEED.STORAGE_FULL`. */
  publish(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]>;
}

export interface FeedReader {
  /** The messages at these positions; undefined where the feed no longer has one. Order as asked. */
  read(positions: readonly FeedPosition[]): Promise<readonly (FeedMessage | undefined)[]>;
}

export interface FeedBatch {
  readonly messages: readonly FeedMessage[];
}

/** `joining` again after each loss of the engine, until the group has taken the consumer in. */
export type FeedMembership = 'none' | 'joining' | 'member';

export interface FeedConsumer {
  /**
   * Hands over batches of one topic-partition each in offset order; up to `concurrency` topics overlap in time. The offset
   * is committed only after the handler resolved; if it throws, the same batch comes again after a back-off.
   */
  start(handler: (batch: FeedBatch) => Promise<void>): Promise<void>;
  /** Stops after the batch in hand. */
  stop(): Promise<void>;
  /** Whether batches can come: whoever is not a member of its group waits for nothing. */
  membership(): FeedMembership;
  /** Messages appended but not yet committed by this consumer's group, by agency. */
  lag(): Promise<ReadonlyMap<AgencyId, number>>;
  /** Numbers of the partitions whose next message was taken before a moment, by agency; empty where none was. */
  late(before: Date): Promise<ReadonlyMap<AgencyId, readonly number[]>>;
  /**
   * When the oldest of those was taken, by agency; absent where nothing waits. No such function where the engine would have to
   * read messages for it.
   */
  oldestWaiting?(): Promise<ReadonlyMap<AgencyId, Date>>;
}

/** Whether the feed holds an agency's event, without opening messages. */
export interface FeedLookup {
  /** The newest message with the event id, or undefined. */
  findSourceEvent(
    agency: AgencyId,
    sourceEventId: string,
  ): Promise<(FeedPosition & { readonly appendedAt: Date }) | undefined>;
}

export interface FeedConsumerOptions {
  /** Most messages handed over at once. Default 500. */
  readonly maxMessages?: number;
  /** Most bytes handed over at once, except for a single larger message. Default 8 MiB. */
  readonly maxBytes?: number;
  /** Most topics in hand at once. Default 1. */
  readonly concurrency?: number;
  /** How long to wait for a wake-up before looking anyway. Default 1,000 ms. */
  readonly pollMs?: number;
  /** Told of each failed batch (`attempt` from 1) and of each lost connection (no topic). */
  readonly onFault?: (fault: FeedFault) => void;
  /** Told where the engine let go of messages that the group had not taken; again rather than never after a crash. */
  readonly onOvertaken?: (overtaken: Overtaken) => void;
  /** Told once where it cannot be asked what the engine let go of, and again after it could be asked meanwhile. */
  readonly onUnwatched?: (error: unknown) => void;
  /** Absent: what the engine let go of is not noticed where it has forgotten meanwhile how far the group was. */
  readonly taken?: TakenPlaces;
}

/** The offset that comes next in a partition. */
export interface TakenPlace extends FeedPosition {
  /** When the engine took the last message before it; absent where that was not noted. */
  readonly at?: Date;
}

/** How far a group is, kept outside an engine that forgets it. */
export interface TakenPlaces {
  /** Of each partition of which one is kept. */
  find(): Promise<readonly TakenPlace[]>;
  /** A moment that is there already stays where none is given. */
  put(next: readonly TakenPlace[]): Promise<void>;
}

/** What lay in a partition from `from`, before `to`. Engines count marks of transactions too. */
export interface Overtaken {
  readonly agency: AgencyId;
  readonly topic: string;
  readonly partition: number;
  /** Absent where nobody knows what the group had taken last. */
  readonly from?: bigint;
  readonly to: bigint;
}

export interface FeedFault {
  readonly error: unknown;
  readonly topic?: string;
  readonly attempt: number;
  readonly retryInMs: number;
}

/** One engine behind the agency feed. */
export interface Feed {
  readonly writer: FeedWriter;
  readonly reader: FeedReader;
  readonly lookup: FeedLookup;
  /** Resolves where the engine answers. Throws `FEED.UNAVAILABLE`. */
  check(): Promise<void>;
  /** A member of the group; members share the topics. */
  consumer(group: string, options?: FeedConsumerOptions): FeedConsumer;
  /** Stops its consumers, waits for publishes in hand. */
  close(): Promise<void>;
}

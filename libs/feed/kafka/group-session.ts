import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { unavailable } from '#platform';
import type { FeedPosition } from '../ports.js';
import { watchClock } from './clock-watch.js';
import type { Place } from './place.js';
import { whileLoading } from './while-loading.js';

export interface GroupSessionOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly concurrency: number;
  /** Longest wait of one fetch, ms; also bounds how long stopping takes. */
  readonly maxWaitMs: number;
  /** Default: of kafkajs, 1 MiB. */
  readonly maxBytesPerPartition?: number;
  readonly eachBatch: (payload: EachBatchPayload) => Promise<void>;
  /** Each time partitions are shared out to this member; nothing of them is fetched before it resolves. */
  readonly joined?: (places: readonly Place[], session: GroupSession) => Promise<void>;
  /** Told where a partition was read up to `last` and held no message there, only marks that close a transaction. */
  readonly passedOver?: (place: Place, last: bigint) => void;
}

/**
 * One membership of a consumer group, from joining to the end. kafkajs restarts a crashed consumer after some errors and
 * not after others; here it restarts after none, and whoever holds the session opens another.
 */
export class GroupSession {
  private end: (error: unknown) => void = () => undefined;
  private shares = 0;
  private readonly stopWatching = watchClock(() => this.end(new Error('The clock was set back')));
  /** Resolves with the cause when the consumer crashed, or can no longer tell when its next heartbeat is due. */
  readonly crashed = new Promise<unknown>((resolve) => (this.end = resolve));

  private constructor(
    private readonly member: Consumer,
    { passedOver, joined }: GroupSessionOptions,
  ) {
    member.on(member.events.CRASH, ({ payload }) => this.end(payload.error));
    if (joined)
      member.on(
        member.events.GROUP_JOIN,
        ({ payload: { memberAssignment } }) => void this.holdDuring(memberAssignment, joined),
      );
    member.on(member.events.END_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      if (batchSize === 0) passedOver?.({ topic, partition }, BigInt(lastOffset));
    });
  }

  /** Resolves when the group has taken the member in. Throws `FEED.UNAVAILABLE`. */
  static async open(kafka: Kafka, options: GroupSessionOptions): Promise<GroupSession> {
    try {
      return await whileLoading(() => GroupSession.joined(kafka, options));
    } catch (error) {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka did not take the consumer into its group', error);
    }
  }

  private static async joined(kafka: Kafka, options: GroupSessionOptions): Promise<GroupSession> {
    const session = new GroupSession(memberOf(kafka, options), options);
    try {
      await session.join(options);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Goes on with the partition at the offset, even where it was at rest. */
  wake(topic: string, partition: number, offset: bigint): void {
    this.seek({ topic, partition, offset });
    this.member.resume([{ topic, partitions: [partition] }]);
  }

  /** Goes on from the offset, whatever was committed. */
  seek({ topic, partition, offset }: FeedPosition): void {
    this.member.seek({ topic, partition, offset: String(offset) });
  }

  /** Takes nothing of these partitions (how many, by topic) until one is woken. */
  rest(partitionsOf: ReadonlyMap<string, number>): void {
    this.member.pause(
      [...partitionsOf].map(([topic, count]) => ({
        topic,
        partitions: Array.from({ length: count }, (_, at) => at),
      })),
    );
  }

  /** Says that everything before the offset is done with; left undone where the group is being shared out anew. */
  async commit({ topic, partition, offset }: FeedPosition): Promise<void> {
    await this.member.commitOffsets([{ topic, partition, offset: String(offset) }]).catch(() => undefined);
  }

  /** Waits for the batch in hand. */
  async close(): Promise<void> {
    this.stopWatching();
    await this.member.disconnect().catch(() => undefined);
  }

  private async holdDuring(
    assignment: Readonly<Record<string, number[]>>,
    joined: Required<GroupSessionOptions>['joined'],
  ): Promise<void> {
    const share = (this.shares += 1);
    const held = Object.entries(assignment).map(([topic, partitions]) => ({ topic, partitions }));
    const places = held.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    try {
      this.member.pause(held);
      // A broker that cannot be asked just now must not keep the member from its work: it is asked again later.
      await joined(places, this).catch(() => undefined);
      if (share === this.shares) this.member.resume(held);
    } catch (error) {
      this.end(error);
    }
  }

  private async join({ topics, concurrency, eachBatch }: GroupSessionOptions): Promise<void> {
    await this.member.connect();
    await this.member.subscribe({ topics: [...topics], fromBeginning: true });
    const joined = new Promise<void>((resolve) =>
      this.member.on(this.member.events.GROUP_JOIN, () => resolve()),
    );
    await this.member.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: concurrency,
      eachBatch,
    });
    await Promise.race([joined, this.crashed.then((error) => Promise.reject(asError(error)))]);
  }
}

const memberOf = (
  kafka: Kafka,
  { groupId, maxWaitMs, maxBytesPerPartition = 1_048_576 }: GroupSessionOptions,
): Consumer =>
  kafka.consumer({
    groupId,
    maxBytesPerPartition,
    allowAutoTopicCreation: false,
    // A member that vanished with its broker holds up the group this long when the broker is back.
    sessionTimeout: 8_000,
    rebalanceTimeout: 60_000,
    heartbeatInterval: 1_000,
    maxWaitTimeInMs: maxWaitMs,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 4, restartOnFailure: async () => false },
  });

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('The consumer crashed');

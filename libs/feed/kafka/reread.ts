import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { GroupSession } from './group-session.js';
import { feedMessage } from './kafka-message.js';
import type { KafkaTopics } from './kafka-topics.js';
import type { Place } from './place.js';
import type { Reading } from './reading.js';

interface Current {
  readonly reading: Reading;
  readonly finish: () => void;
}

/** Up to here it is quicker to read on than to seek. */
const NEAR = 50n;
/**
 * Fetched from a partition at once, bytes; all that comes has to be taken apart. What is read again lies scattered; what
 * is looked through lies side by side, and there is little time for it.
 */
export const FETCHED_AT_ONCE = { scattered: 32 * 1024, sideBySide: 512 * 1024 };
/** How soon a partition that was at rest is fetched from, ms. */
const MAX_WAIT_MS = 25;
/** A session that nobody has used for so long is closed, and the next reading opens another. */
const IDLE_MS = 60_000;

/**
 * Reads messages again. kafkajs has no consumer without a group, and joining one takes some tenths of a second, so one
 * group that commits nothing stays open with every partition at rest, and a reading wakes those that it wants.
 */
export class Reread {
  private session: Promise<GroupSession> | undefined;
  private current: Current | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: KafkaTopics,
    private readonly fetchedAtOnce: number,
  ) {}

  /** One reading at a time. False where time ran out first; throws what kafkajs threw. */
  read(reading: Reading, withinMs: number): Promise<boolean> {
    const mine = this.last.then(() => this.readNow(reading, withinMs));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    await this.last;
    await this.drop();
  }

  private async readNow(reading: Reading, withinMs: number): Promise<boolean> {
    if (reading.isComplete()) return true;
    clearTimeout(this.idle);
    try {
      return await this.readIn(await (this.session ??= this.open()), reading, withinMs);
    } catch (error) {
      await this.drop();
      throw error;
    } finally {
      this.current = undefined;
      this.idle = setTimeout(() => void this.drop(), IDLE_MS).unref();
    }
  }

  private async readIn(session: GroupSession, reading: Reading, withinMs: number): Promise<boolean> {
    const complete = new Promise<void>((finish) => (this.current = { reading, finish }));
    for (const { topic, partition, offset } of reading.firsts()) session.wake(topic, partition, offset);
    const inTime = await within(complete, session.crashed, withinMs);
    if (!inTime) session.rest(this.topics.partitionsOf);
    return inTime;
  }

  private async open(): Promise<GroupSession> {
    const session = await GroupSession.open(this.kafka, {
      groupId: `throughline-reader-${randomUUID()}`,
      topics: [...this.topics.agencyOf.keys()],
      concurrency: 1,
      maxWaitMs: MAX_WAIT_MS,
      maxBytesPerPartition: this.fetchedAtOnce,
      eachBatch: async (payload) => this.take(payload, session),
      passedOver: (place, last) => void this.pass(place, last),
    });
    session.rest(this.topics.partitionsOf);
    return session;
  }

  private take(payload: EachBatchPayload, session: GroupSession): void {
    const { topic, partition, messages } = payload.batch;
    const agency = this.topics.agencyOf.get(topic);
    if (payload.isStale()) return;
    if (!this.current || !agency) return void payload.pause();
    const { reading } = this.current;
    for (const message of messages)
      if (reading.wants({ topic, partition, offset: BigInt(message.offset) }))
        reading.take(feedMessage({ topic, partition, agency }, message));
    // With the marks that close a transaction, which are not among the messages.
    const last = payload.batch.lastOffset();
    const next = this.pass({ topic, partition }, BigInt(last));
    if (next === undefined) return void payload.pause();
    payload.resolveOffset(last);
    if (next > BigInt(last) + NEAR) session.wake(topic, partition, next);
  }

  private pass(place: Place, last: bigint): bigint | undefined {
    const next = this.current?.reading.passed(place, last);
    if (this.current?.reading.isComplete()) this.current.finish();
    return next;
  }

  private async drop(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    await session?.then((opened) => opened.close()).catch(() => undefined);
  }
}

async function within(complete: Promise<void>, crashed: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const failed = crashed.then((cause) =>
    Promise.reject(new Error('The reading consumer crashed', { cause })),
  );
  try {
    return await Promise.race([complete.then(() => true), late, failed]);
  } finally {
    clearTimeout(timer);
  }
}

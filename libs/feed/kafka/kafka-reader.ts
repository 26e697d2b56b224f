import { randomUUID } from 'node:crypto';
import type { Admin, EachBatchPayload, Kafka } from 'kafkajs';
import { unavailable } from '#platform';
import type { FeedMessage, FeedPosition, FeedReader } from '../ports.js';
import { GroupSession } from './group-session.js';
import { feedMessage } from './kafka-message.js';
import type { KafkaTopics } from './kafka-topics.js';
import { nameOf, placeOf, Wanted } from './wanted.js';

const READ_WITHIN_MS = 30_000;
/** Up to here it is quicker to read on than to seek. */
const NEAR = 200n;

/** Reads messages again by their offsets, as a group of its own that commits nothing. */
export class KafkaReader implements FeedReader {
  constructor(
    private readonly kafka: Kafka,
    private readonly admin: Admin,
    private readonly topics: KafkaTopics,
  ) {}

  /** Takes some tenths of a second whatever the number: ask for many at once. Throws `FEED.UNAVAILABLE`. */
  async read(positions: readonly FeedPosition[]): Promise<readonly (FeedMessage | undefined)[]> {
    try {
      const wanted = new Wanted(await this.held(positions));
      if (!wanted.isComplete()) await this.fetch(wanted);
      return positions.map((position) => wanted.found.get(nameOf(position)));
    } catch (error) {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka did not give the messages back', error);
    }
  }

  /** Kafka answers an offset it does not hold by beginning elsewhere, so those are not asked for. */
  private async held(positions: readonly FeedPosition[]): Promise<readonly FeedPosition[]> {
    const topics = new Set(
      positions.map(({ topic }) => topic).filter((each) => this.topics.agencyOf.has(each)),
    );
    const ranges = new Map<string, { low: bigint; high: bigint }>();
    for (const topic of topics)
      for (const { partition, low, high } of await this.admin.fetchTopicOffsets(topic))
        ranges.set(placeOf({ topic, partition }), { low: BigInt(low), high: BigInt(high) });
    return positions.filter((position) => {
      const range = ranges.get(placeOf(position));
      return range && position.offset >= range.low && position.offset < range.high;
    });
  }

  private async fetch(wanted: Wanted): Promise<void> {
    const complete = new Promise<void>((resolve) => (wanted.whenComplete = resolve));
    const opened: { session?: GroupSession } = {};
    const session = await GroupSession.open(this.kafka, {
      groupId: `throughline-reader-${randomUUID()}`,
      topics: wanted.topics(),
      concurrency: 1,
      maxWaitMs: 100,
      eachBatch: async (payload) => this.take(payload, wanted, opened.session),
    });
    try {
      opened.session = session;
      for (const { topic, partition, offset } of wanted.firsts()) session.seek(topic, partition, offset);
      await inTime(complete, session.crashed);
    } finally {
      await session.close();
    }
  }

  /** What comes before the seeks is left, and comes again if it is wanted. */
  private take(payload: EachBatchPayload, wanted: Wanted, session: GroupSession | undefined): void {
    const { topic, partition, messages } = payload.batch;
    const agency = this.topics.agencyOf.get(topic);
    const last = messages.at(-1)?.offset;
    if (!session || !agency || last === undefined || payload.isStale()) return;
    for (const message of messages) wanted.take(feedMessage({ topic, partition, agency }, message));
    const next = wanted.passed({ topic, partition }, BigInt(last));
    if (next === undefined) return void payload.pause();
    payload.resolveOffset(last);
    if (next > BigInt(last) + NEAR) session.seek(topic, partition, next);
  }
}

async function inTime(complete: Promise<void>, crashed: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing more came in ${READ_WITHIN_MS} ms`)), READ_WITHIN_MS);
  });
  const failed = crashed.then((cause) =>
    Promise.reject(new Error('The reading consumer crashed', { cause })),
  );
  try {
    await Promise.race([complete, late, failed]);
  } finally {
    clearTimeout(timer);
  }
}

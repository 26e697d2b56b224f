import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import type { AgencyId } from '#platform';
import type { FeedMessage, FeedPosition } from '../ports.js';
import { GroupSession } from './group-session.js';
import { feedMessage } from './kafka-message.js';
import type { Place } from './place.js';

/** What is to be read of topics, and is done with as it comes. */
export interface Reading {
  topics(): readonly string[];
  /** Where to begin in each partition. */
  firsts(): readonly FeedPosition[];
  take(message: FeedMessage): void;
  /** The partition was read up to `last`: the next offset wanted of it, if any. Asked again, it answers the same. */
  passed(place: Place, last: bigint): bigint | undefined;
  isComplete(): boolean;
}

export interface ReadAgainOptions {
  readonly kafka: Kafka;
  readonly agencyOf: ReadonlyMap<string, AgencyId>;
  /** Of the group's name, for whoever looks at the broker. */
  readonly purpose: 'reader' | 'lookup';
  readonly withinMs: number;
}

/** Up to here it is quicker to read on than to seek. */
const NEAR = 200n;

/**
 * Reads as a group of its own that commits nothing, because kafkajs has no consumer without a group. That takes some
 * tenths of a second whatever the number of messages. False where time ran out first.
 */
export async function readAgain(reading: Reading, options: ReadAgainOptions): Promise<boolean> {
  if (reading.isComplete()) return true;
  let finish: () => void = () => undefined;
  const complete = new Promise<void>((resolve) => (finish = resolve));
  const opened: { session?: GroupSession } = {};
  const pass = (place: Place, last: bigint) => {
    const next = reading.passed(place, last);
    if (reading.isComplete()) finish();
    return next;
  };
  const session = await GroupSession.open(options.kafka, {
    groupId: `throughline-${options.purpose}-${randomUUID()}`,
    topics: reading.topics(),
    concurrency: 1,
    maxWaitMs: 100,
    eachBatch: async (payload) => take(payload, { ...options, reading, pass, session: opened.session }),
    passedOver: pass,
  });
  try {
    opened.session = session;
    for (const { topic, partition, offset } of reading.firsts()) session.seek(topic, partition, offset);
    return await inTime(complete, session.crashed, options.withinMs);
  } finally {
    await session.close();
  }
}

interface Taking extends Pick<ReadAgainOptions, 'agencyOf'> {
  readonly reading: Reading;
  readonly pass: Reading['passed'];
  readonly session: GroupSession | undefined;
}

/** What comes before the seeks is left, and comes again if it is wanted. */
function take(payload: EachBatchPayload, { reading, pass, session, agencyOf }: Taking): void {
  const { topic, partition, messages } = payload.batch;
  const agency = agencyOf.get(topic);
  if (!session || !agency || payload.isStale()) return;
  for (const message of messages) reading.take(feedMessage({ topic, partition, agency }, message));
  // With the marks that close a transaction, which are not among the messages.
  const last = payload.batch.lastOffset();
  const next = pass({ topic, partition }, BigInt(last));
  if (next === undefined) return void payload.pause();
  payload.resolveOffset(last);
  if (next > BigInt(last) + NEAR) session.seek(topic, partition, next);
}

async function inTime(
  complete: Promise<void>,
  crashed: Promise<unknown>,
  withinMs: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), withinMs)));
  const failed = crashed.then((cause) =>
    Promise.reject(new Error('The reading consumer crashed', { cause })),
  );
  try {
    return await Promise.race([complete.then(() => true), late, failed]);
  } finally {
    clearTimeout(timer);
  }
}

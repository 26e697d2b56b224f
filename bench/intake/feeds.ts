import { join } from 'node:path';
import type pg from 'pg';
import kafkajs from 'kafkajs';
import { createEmbeddedFeed, type Feed } from '#feed';
import { createKafkaFeed, ensureTopics } from '#feed/kafka';
import { silentLogger, type AgencyId } from '#platform';
import { startKafkaEngine } from '../../test/chaos/services/engines/kafka.js';

export interface RawMessage {
  readonly topic: string;
  readonly place: string;
  readonly value: Buffer;
}

export interface BenchFeed {
  readonly feed: Feed;
  /** Processes of a broker. */
  readonly pids: readonly number[];
  /** Absent where the feed is embedded. */
  readonly brokers?: readonly string[];
  /** Reads everything from the beginning and hands it over, with nothing of the hub in between but its client. */
  readRaw(
    group: string,
    take: (messages: readonly RawMessage[]) => Promise<void>,
  ): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
}

export interface FeedPlace {
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly agencies: readonly AgencyId[];
  readonly folder: string;
}

export async function openEmbeddedFeed(place: FeedPlace): Promise<BenchFeed> {
  const feed = await createEmbeddedFeed(place);
  return {
    feed,
    pids: [],
    readRaw: async (group, take) => {
      const consumer = feed.consumer(group);
      await consumer.start(({ messages }) =>
        take(messages.map(({ topic, offset, value }) => ({ topic, place: String(offset), value }))),
      );
      return consumer;
    },
    close: () => feed.close(),
  };
}

/** Partitions in hand at once, as many as intake has. */
const AT_ONCE = 32;

/** A real broker on this machine. */
export async function openKafkaFeed({ folder, agencies }: FeedPlace): Promise<BenchFeed> {
  const broker = await startKafkaEngine(join(folder, 'kafka'));
  const settings = { brokers: broker.brokers, clientId: 'bench', logger: silentLogger };
  const topics = await ensureTopics(settings, agencies);
  const feed = await createKafkaFeed({ ...settings, agencies });
  const kafka = new kafkajs.Kafka({ brokers: [...broker.brokers], logLevel: kafkajs.logLevel.NOTHING });
  const pid = broker.pid();
  return {
    feed,
    brokers: broker.brokers,
    pids: pid === undefined ? [] : [pid],
    readRaw: (group, take) => readRaw(kafka.consumer({ groupId: group }), topics, take),
    close: async () => {
      await feed.close();
      await broker.stop();
    },
  };
}

async function readRaw(
  consumer: kafkajs.Consumer,
  topics: readonly string[],
  take: (messages: readonly RawMessage[]) => Promise<void>,
) {
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: AT_ONCE,
    eachBatch: async (payload) => {
      const { batch } = payload;
      await take(batch.messages.map((message) => rawOf(batch, message)));
      payload.resolveOffset(batch.lastOffset());
      await payload.commitOffsetsIfNecessary();
    },
  });
  return { stop: () => consumer.disconnect() };
}

const rawOf = ({ topic, partition }: kafkajs.Batch, { offset, value }: kafkajs.KafkaMessage): RawMessage => ({
  topic,
  place: `${partition}/${offset}`,
  value: value ?? Buffer.alloc(0),
});

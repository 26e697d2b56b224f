import type { Admin } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import type { Feed, FeedConsumerOptions } from '../ports.js';
import { kafkaClient, type KafkaSettings } from './client.js';
import { connected } from './connected.js';
import { KafkaFeedConsumer } from './kafka-consumer.js';
import { lagOf } from './kafka-lag.js';
import { KafkaReader } from './kafka-reader.js';
import { findTopics } from './kafka-topics.js';
import { KafkaWriter } from './kafka-writer.js';

/** Kafka has no index by header, so an event cannot be looked up by its publisher's id without reading a whole topic. */
export type KafkaFeed = Omit<Feed, 'lookup'>;

export interface KafkaFeedOptions extends KafkaSettings {
  /** Those that may publish. */
  readonly agencies: readonly AgencyId[];
}

/** Of the group in Kafka, so that one permission covers all groups of the hub. */
export const GROUP_PREFIX = 'throughline-';

/** The agency feed in Apache Kafka. The topics must be there. Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function createKafkaFeed(options: KafkaFeedOptions): Promise<KafkaFeed> {
  const kafka = kafkaClient(options);
  const admin = kafka.admin();
  const topics = await connected(admin, () => findTopics(admin, options.agencies));
  const writer = new KafkaWriter(kafka, topics, new Set(options.agencies));
  const consumers: KafkaFeedConsumer[] = [];
  return {
    writer,
    reader: new KafkaReader(kafka, admin, topics),
    consumer(group: string, choices: FeedConsumerOptions = {}) {
      const groupId = `${GROUP_PREFIX}${group}`;
      const lag = () => lagOf(admin, topics, groupId);
      const consumer = new KafkaFeedConsumer(kafka, topics, groupId, choices, lag);
      consumers.push(consumer);
      return consumer;
    },
    check: () => checkCluster(admin),
    async close() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await writer.close();
      await admin.disconnect();
    },
  };
}

const checkCluster = (admin: Admin): Promise<void> =>
  admin.describeCluster().then(
    () => undefined,
    (error: unknown) => {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka does not answer', error);
    },
  );

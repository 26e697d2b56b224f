import type { Admin } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import { INTAKE_GROUP } from '../groups.js';
import type { Feed, FeedConsumerOptions } from '../ports.js';
import { kafkaClient, type KafkaSettings } from './client.js';
import { connected } from './connected.js';
import { KafkaFeedConsumer } from './kafka-consumer.js';
import { KafkaLookup } from './kafka-lookup.js';
import { KafkaReader } from './kafka-reader.js';
import { findTopics, type KafkaTopics } from './kafka-topics.js';
import { KafkaWriter } from './kafka-writer.js';
import { FETCHED_AT_ONCE, Reread } from './reread.js';
import type { LookupLimits } from './lookup-ranges.js';

export interface KafkaFeedOptions extends KafkaSettings {
  /** Those that may publish. */
  readonly agencies: readonly AgencyId[];
  readonly lookup?: Partial<LookupChoices>;
}

/** Of the group in Kafka, so that one permission covers all groups of the hub. */
export const GROUP_PREFIX = 'throughline-';

export interface LookupChoices extends LookupLimits {
  /** The group that decides events: those it has not committed can be looked up. Default `intake`. */
  readonly decidedBy: string;
  /** Longest look, ms. Default 5,000. */
  readonly withinMs: number;
}

const LOOKUP: LookupChoices = { decidedBy: INTAKE_GROUP, lookBack: 2_000, most: 50_000, withinMs: 5_000 };

/** The agency feed in Apache Kafka. The topics must be there. Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function createKafkaFeed(options: KafkaFeedOptions): Promise<Feed> {
  const kafka = kafkaClient(options);
  const admin = kafka.admin();
  const topics = await connected(admin, () => findTopics(admin, options.agencies));
  const writer = new KafkaWriter(kafka, topics, new Set(options.agencies));
  const again = new Reread(kafka, topics, FETCHED_AT_ONCE.scattered);
  const through = new Reread(kafka, topics, FETCHED_AT_ONCE.sideBySide);
  const consumers: KafkaFeedConsumer[] = [];
  return {
    writer,
    reader: new KafkaReader(again, admin, topics),
    lookup: lookupOf(through, admin, topics, { ...LOOKUP, ...options.lookup }),
    consumer(group: string, choices: FeedConsumerOptions = {}) {
      const groupId = `${GROUP_PREFIX}${group}`;
      const consumer = new KafkaFeedConsumer(kafka, admin, topics, groupId, choices);
      consumers.push(consumer);
      return consumer;
    },
    check: () => checkCluster(admin),
    async close() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.all([again.close(), through.close()]);
      await writer.close();
      await admin.disconnect();
    },
  };
}

const lookupOf = (
  reread: Reread,
  admin: Admin,
  topics: KafkaTopics,
  { decidedBy, ...limits }: LookupChoices,
): KafkaLookup =>
  new KafkaLookup(reread, admin, topics, { ...limits, groupId: `${GROUP_PREFIX}${decidedBy}` });

const checkCluster = (admin: Admin): Promise<void> =>
  admin.describeCluster().then(
    () => undefined,
    (error: unknown) => {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka does not answer', error);
    },
  );

import type { Admin, ITopicConfig } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import { topicOf } from '../topic.js';
import { kafkaClient, type KafkaSettings } from './client.js';
import { receiptsTopicOf, REJECTED_TOPIC } from './kafka-topics.js';

export interface TopicChoices {
  /** Of each events topic; keys keep their order within one. More can be had later, but move keys. Default 3. */
  readonly partitions?: number;
  /** How long messages are held, ms. Default 30 days, in which a withheld item may still be read and released. */
  readonly retentionMs?: number;
  /** Copies of each message. Default 1; 3 where a machine may be lost. */
  readonly replicationFactor?: number;
  /** Copies that must be there before a message counts as taken. Default: one fewer than the copies, at least 1. */
  readonly minInSyncReplicas?: number;
}

const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;
/** Messages published together travel as one record batch, which this bounds. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** Makes the topics that are missing and leaves those that are there as they are. Resolves with the names made. */
export async function ensureTopics(
  settings: KafkaSettings,
  agencies: readonly AgencyId[],
  choices: TopicChoices = {},
): Promise<readonly string[]> {
  const admin = kafkaClient(settings).admin();
  try {
    await admin.connect();
    return await createMissing(admin, topicsFor(agencies, choices));
  } catch (error) {
    throw unavailable('FEED.UNAVAILABLE', 'Kafka could not make the topics', error);
  } finally {
    await admin.disconnect();
  }
}

async function createMissing(admin: Admin, wanted: readonly ITopicConfig[]): Promise<readonly string[]> {
  const there = new Set(await admin.listTopics());
  const topics = wanted.filter(({ topic }) => !there.has(topic));
  if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
  return topics.map(({ topic }) => topic);
}

function topicsFor(agencies: readonly AgencyId[], choices: TopicChoices): readonly ITopicConfig[] {
  const { partitions = 3, replicationFactor = 1, retentionMs = THIRTY_DAYS_MS } = choices;
  const inSync = choices.minInSyncReplicas ?? Math.max(1, replicationFactor - 1);
  const configEntries = Object.entries({
    'retention.ms': retentionMs,
    'min.insync.replicas': inSync,
    'max.message.bytes': MAX_BATCH_BYTES,
    // The hub's clock says when an event came, not the publisher's.
    'message.timestamp.type': 'LogAppendTime',
    // kafkajs reads no snappy, LZ4 or zstd, and would stop at the first partner's message written so.
    'compression.type': 'uncompressed',
  }).map(([name, value]) => ({ name, value: String(value) }));
  const one = { numPartitions: 1, replicationFactor, configEntries };
  return [
    ...agencies.flatMap((agency) => [
      { ...one, topic: topicOf(agency), numPartitions: partitions },
      { ...one, topic: receiptsTopicOf(agency) },
    ]),
    { ...one, topic: REJECTED_TOPIC },
  ];
}

import type { Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import { topicOf } from '../topic.js';
import { receiptsTopicOf, REJECTED_TOPIC } from './kafka-topics.js';

export interface TopicChoices {
  /** Of each events topic; keys keep their order within one. More can be had later, but move keys. Default 3. */
  readonly partitions?: number;
  /** How long messages are held, ms. Default 30 days, in which a withheld item may still be read and released. */
  readonly retentionMs?: number;
  /** Copies of each message. Default: as many as there are brokers, 3 at most. */
  readonly replicationFactor?: number;
  /** Copies that must be there before a message counts as taken. Default: one fewer than the copies, at least 1. */
  readonly minInSyncReplicas?: number;
}

/** A topic as it should be. */
export interface WantedTopic {
  readonly topic: string;
  readonly partitions: number;
  readonly copies: number;
  readonly config: Readonly<Record<string, string>>;
}

const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;
/** Messages published together travel as one record batch, which this bounds. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

const MOST_COPIES = 3;

/**
 * Events, receipts and rejections; of an event's receipts the newest is kept once they are old enough to be tidied. With one
 * copy on one of several brokers its loss would stop intake for every agency: kafkajs wants a leader for each partition.
 */
export async function wantedTopics(
  admin: Admin,
  agencies: readonly AgencyId[],
  choices: TopicChoices,
): Promise<readonly WantedTopic[]> {
  const { replicationFactor: chosen } = choices;
  const copies = chosen ?? Math.min(MOST_COPIES, (await admin.describeCluster()).brokers.length);
  return topicsWith(copies, agencies, choices);
}

function topicsWith(
  copies: number,
  agencies: readonly AgencyId[],
  choices: TopicChoices,
): readonly WantedTopic[] {
  const { partitions = 3, retentionMs = THIRTY_DAYS_MS } = choices;
  const config = (cleanup: 'delete' | 'compact,delete') => ({
    'cleanup.policy': cleanup,
    'retention.ms': String(retentionMs),
    'min.insync.replicas': String(choices.minInSyncReplicas ?? Math.max(1, copies - 1)),
    'max.message.bytes': String(MAX_BATCH_BYTES),
    // The hub's clock says when an event came, not the publisher's.
    'message.timestamp.type': 'LogAppendTime',
    // kafkajs reads no snappy, LZ4 or zstd, and would stop at the first partner's message written so.
    'compression.type': 'uncompressed',
  });
  return [
    ...agencies.flatMap((agency) => [
      { topic: topicOf(agency), partitions, copies, config: config('delete') },
      { topic: receiptsTopicOf(agency), partitions: 1, copies, config: config('compact,delete') },
    ]),
    { topic: REJECTED_TOPIC, partitions: 1, copies, config: config('delete') },
  ];
}

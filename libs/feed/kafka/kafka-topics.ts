import type { Admin, ITopicMetadata } from 'kafkajs';
import { invalid, unavailable, type AgencyId } from '#platform';
import { topicOf } from '../topic.js';

/** Where the outcome of every event of an agency is told to it: only that agency may read it. */
export const receiptsTopicOf = (agency: AgencyId): string =>
  topicOf(agency).replace('throughline.events.', 'throughline.receipts.');

export const REJECTED_TOPIC = 'throughline.rejected';

export interface KafkaTopics {
  readonly agencyOf: ReadonlyMap<string, AgencyId>;
  readonly partitionsOf: ReadonlyMap<string, number>;
}

/** The events topics of the directory. Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function findTopics(admin: Admin, agencies: readonly AgencyId[]): Promise<KafkaTopics> {
  const agencyOf = new Map(agencies.map((agency) => [topicOf(agency), agency]));
  const topics = await requireTopics(admin, [...agencyOf.keys()]);
  return { agencyOf, partitionsOf: partitionsOf(topics) };
}

/** How many each topic has. */
export const partitionsOf = (topics: readonly ITopicMetadata[]): ReadonlyMap<string, number> =>
  new Map(topics.map(({ name, partitions }) => [name, partitions.length]));

/** Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function requireTopics(admin: Admin, topics: string[]): Promise<readonly ITopicMetadata[]> {
  try {
    return (await admin.fetchTopicMetadata({ topics })).topics;
  } catch (error) {
    if (isMissingTopic(error))
      throw invalid(
        'FEED.TOPICS_MISSING',
        'Kafka lacks a topic of an agency in the directory; make the topics first: npm run kafka:topics',
      );
    throw unavailable('FEED.UNAVAILABLE', 'Kafka did not say which topics it holds', error);
  }
}

const isMissingTopic = (error: unknown): boolean =>
  error instanceof Error &&
  (('type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') || isMissingTopic(error.cause));

import type { Admin, ITopicMetadata } from 'kafkajs';
import { unavailable, type AgencyId, type ThroughlineError } from '#platform';
import { agencyOf as ownerOf, topicOf } from '../topic.js';
import { topicsMissing } from '../topics-missing.js';

/** Where the outcome of every event of an agency is told to it: only that agency may read it. */
export const receiptsTopicOf = (agency: AgencyId): string =>
  topicOf(agency).replace('throughline.events.', 'throughline.receipts.');

export const REJECTED_TOPIC = 'throughline.rejected';

export interface KafkaTopics {
  readonly agencyOf: ReadonlyMap<string, AgencyId>;
  readonly partitionsOf: ReadonlyMap<string, number>;
  /** Topics of agencies that are not of the directory: nobody takes what waits there. */
  readonly leftBy: ReadonlyMap<string, AgencyId>;
}

/** The events topics of the directory. Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function findTopics(admin: Admin, agencies: readonly AgencyId[]): Promise<KafkaTopics> {
  const agencyOf = new Map(agencies.map((agency) => [topicOf(agency), agency]));
  const topics = await requireTopics(admin, [...agencyOf.keys()]);
  return { agencyOf, partitionsOf: partitionsOf(topics), leftBy: await leftIn(admin, agencyOf) };
}

async function leftIn(
  admin: Admin,
  agencyOf: KafkaTopics['agencyOf'],
): Promise<ReadonlyMap<string, AgencyId>> {
  const others = (await admin.listTopics()).filter((topic) => !agencyOf.has(topic));
  return new Map(
    others.flatMap((topic) => {
      const agency = ownerOf(topic);
      return agency ? [[topic, agency] as const] : [];
    }),
  );
}

/** How many each topic has. */
export const partitionsOf = (topics: readonly ITopicMetadata[]): ReadonlyMap<string, number> =>
  new Map(topics.map(({ name, partitions }) => [name, partitions.length]));

/** Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function requireTopics(admin: Admin, topics: string[]): Promise<readonly ITopicMetadata[]> {
  try {
    return (await admin.fetchTopicMetadata({ topics })).topics;
  } catch (error) {
    const missing = await missingAmong(admin, topics, error);
    throw missing ?? unavailable('FEED.UNAVAILABLE', 'Kafka did not say which topics it holds', error);
  }
}

/** `FEED.TOPICS_MISSING` with those that are not there, where the error is of such a one: kafkajs does not say of which. */
export async function missingAmong(
  admin: Admin,
  topics: readonly string[],
  error: unknown,
): Promise<ThroughlineError | undefined> {
  if (!isOfMissingTopic(error)) return undefined;
  const there = new Set(await admin.listTopics().catch(() => topics));
  const missing = topics.filter((topic) => !there.has(topic));
  return missing.length === 0 ? undefined : topicsMissing(missing);
}

/** What it says of a topic that is not there. */
export const isOfMissingTopic = (error: unknown): boolean =>
  error instanceof Error &&
  (('type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') || isOfMissingTopic(error.cause));

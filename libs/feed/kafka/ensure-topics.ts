import type { Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import type { KafkaSettings } from './client.js';
import { known } from './known.js';
import { wantedTopics, type TopicChoices, type WantedTopic } from './wanted-topics.js';
import { withAdmin } from './with-admin.js';

/** Makes the topics that are missing and leaves those that are there as they are. Resolves with the names made. */
export const ensureTopics = (
  settings: KafkaSettings,
  agencies: readonly AgencyId[],
  choices: TopicChoices = {},
): Promise<readonly string[]> =>
  withAdmin(settings, 'Kafka could not make the topics', async (admin) => {
    const there = new Set(await admin.listTopics());
    const wanted = await wantedTopics(admin, agencies, choices);
    const missing = wanted.filter(({ topic }) => !there.has(topic));
    if (missing.length > 0) await make(admin, missing);
    return missing.map(({ topic }) => topic);
  });

async function make(admin: Admin, missing: readonly WantedTopic[]): Promise<void> {
  const topics = missing.map(({ topic, partitions, copies, config }) => ({
    topic,
    numPartitions: partitions,
    replicationFactor: copies,
    configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
  }));
  await admin.createTopics({ topics, waitForLeaders: false });
  const names = topics.map(({ topic }) => topic);
  await known(() => areLed(admin, names));
}

/** kafkajs's own waiting gives up where the broker does not know a topic yet. */
const areLed = (admin: Admin, topics: string[]): Promise<boolean> =>
  admin.fetchTopicMetadata({ topics }).then(
    (metadata) => metadata.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0)),
    () => false,
  );

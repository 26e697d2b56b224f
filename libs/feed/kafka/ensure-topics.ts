import type { AgencyId } from '#platform';
import type { KafkaSettings } from './client.js';
import { wantedTopics, type TopicChoices } from './wanted-topics.js';
import { withAdmin } from './with-admin.js';

/** Makes the topics that are missing and leaves those that are there as they are. Resolves with the names made. */
export const ensureTopics = (
  settings: KafkaSettings,
  agencies: readonly AgencyId[],
  choices: TopicChoices = {},
): Promise<readonly string[]> =>
  withAdmin(settings, 'Kafka could not make the topics', async (admin) => {
    const there = new Set(await admin.listTopics());
    const missing = wantedTopics(agencies, choices).filter(({ topic }) => !there.has(topic));
    const topics = missing.map(({ topic, partitions, copies, config }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: copies,
      configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
    }));
    if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
    return missing.map(({ topic }) => topic);
  });

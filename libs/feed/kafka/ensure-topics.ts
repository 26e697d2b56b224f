import { setTimeout as wait } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import type { KafkaSettings } from './client.js';
import { wantedTopics, type TopicChoices, type WantedTopic } from './wanted-topics.js';
import { withAdmin } from './with-admin.js';

const KNOWN_WITHIN_MS = 15_000;

/** Makes the topics that are missing and leaves those that are there as they are. Resolves with the names made. */
export const ensureTopics = (
  settings: KafkaSettings,
  agencies: readonly AgencyId[],
  choices: TopicChoices = {},
): Promise<readonly string[]> =>
  withAdmin(settings, 'Kafka could not make the topics', async (admin) => {
    const there = new Set(await admin.listTopics());
    const missing = wantedTopics(agencies, choices).filter(({ topic }) => !there.has(topic));
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
  await known(
    admin,
    topics.map(({ topic }) => topic),
  );
}

/**
 * A broker hears of a new topic a moment after the controller made it, and answers until then that there is none;
 * kafkajs's own waiting gives up at that answer.
 */
async function known(admin: Admin, topics: string[]): Promise<void> {
  const deadline = Date.now() + KNOWN_WITHIN_MS;
  for (;;) {
    const metadata = await admin.fetchTopicMetadata({ topics }).catch((error: unknown) => error as Error);
    const led =
      !(metadata instanceof Error) && metadata.topics.every(({ partitions }) => partitions.every(hasLeader));
    if (led) return;
    if (Date.now() > deadline)
      throw new Error(`The topics were not known within ${KNOWN_WITHIN_MS} ms`, { cause: metadata });
    await wait(50);
  }
}

const hasLeader = ({ leader }: { readonly leader: number }): boolean => leader >= 0;

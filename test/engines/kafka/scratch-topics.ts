import kafkajs, { type Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import { silentLogger } from '#platform';
import { createKafkaFeed, ensureTopics, type KafkaSettings } from '#feed/kafka';
import type { FeedUnderTest } from '#feed/testing';
import { until } from '../../support/until.js';

export const settingsFor = (brokers: readonly string[]): KafkaSettings => ({
  brokers,
  clientId: 'throughline-test',
  logger: silentLogger,
});

/** The topics of these agencies, new and empty; gone again, with all groups, when disposed of. */
export async function scratchFeed(
  settings: KafkaSettings,
  agencies: readonly AgencyId[],
  partitions = 1,
): Promise<FeedUnderTest> {
  const topics = await ensureTopics(settings, agencies, { partitions });
  return {
    open: () => createKafkaFeed({ ...settings, agencies }),
    dispose: () => clear(settings.brokers, [...topics]),
  };
}

async function clear(brokers: readonly string[], topics: string[]): Promise<void> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    if (groups.length > 0) await admin.deleteGroups(groups.map(({ groupId }) => groupId));
    await admin.deleteTopics({ topics });
    await until(() => gone(admin, topics));
  } finally {
    await admin.disconnect();
  }
}

const gone = async (admin: Admin, topics: readonly string[]) =>
  (await admin.listTopics()).every((topic) => !topics.includes(topic));

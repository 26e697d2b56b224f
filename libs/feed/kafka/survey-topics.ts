import kafkajs, { type Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import type { KafkaSettings } from './client.js';
import { wantedTopics, type TopicChoices, type WantedTopic } from './wanted-topics.js';
import { withAdmin } from './with-admin.js';

export interface TopicSurvey {
  readonly missing: readonly string[];
  readonly there: readonly string[];
  readonly differing: readonly TopicDifference[];
}

/** A topic that is there and is not as it would be made today. */
export interface TopicDifference {
  readonly topic: string;
  /** A setting of the topic, `partitions` or `copies`. */
  readonly setting: string;
  readonly is: string;
  readonly wanted: string;
}

/** Which topics are missing, and which of the others differ from what `ensureTopics` would make. Changes nothing. */
export const surveyTopics = (
  settings: KafkaSettings,
  agencies: readonly AgencyId[],
  choices: TopicChoices = {},
): Promise<TopicSurvey> =>
  withAdmin(settings, 'Kafka did not say which topics it holds', async (admin) => {
    const listed = new Set(await admin.listTopics());
    const wanted = await wantedTopics(admin, agencies, choices);
    const there = wanted.filter(({ topic }) => listed.has(topic));
    return {
      missing: wanted.filter(({ topic }) => !listed.has(topic)).map(({ topic }) => topic),
      there: there.map(({ topic }) => topic),
      differing: there.length === 0 ? [] : await differencesOf(admin, there),
    };
  });

async function differencesOf(
  admin: Admin,
  wanted: readonly WantedTopic[],
): Promise<readonly TopicDifference[]> {
  const found = await factsOf(admin, wanted);
  return wanted.flatMap((each) => {
    const asked = { partitions: String(each.partitions), copies: String(each.copies), ...each.config };
    return Object.entries(asked).flatMap(([setting, value]) => {
      const is = found.get(each.topic)?.get(setting) ?? 'unknown';
      return is === value ? [] : [{ topic: each.topic, setting, is, wanted: value }];
    });
  });
}

type Facts = ReadonlyMap<string, ReadonlyMap<string, string>>;

async function factsOf(admin: Admin, wanted: readonly WantedTopic[]): Promise<Facts> {
  const names = wanted.map(({ topic }) => topic);
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
    includeSynonyms: false,
  });
  const configs = new Map(resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
  return new Map(
    topics.map(({ name, partitions }) => [
      name,
      new Map([
        ['partitions', String(partitions.length)],
        ['copies', String(partitions[0]?.replicas.length ?? 0)],
        ...(configs.get(name) ?? []).map(({ configName, configValue }) => [configName, configValue] as const),
      ]),
    ]),
  );
}

import { unavailable, type AgencyId, type ThroughlineError } from '#platform';
import type { Telling, TellingChannel } from '../telling.js';
import { headOf } from './batch-head.js';
import { kafkaClient, type KafkaSettings } from './client.js';
import { connected } from './connected.js';
import { DurableProducer, MOST_SENT } from './durable-producer.js';
import {
  isOfMissingTopic,
  missingAmong,
  partitionsOf,
  receiptsTopicOf,
  REJECTED_TOPIC,
  requireTopics,
} from './kafka-topics.js';
import { placed, type Outgoing } from './placing.js';
import { withAdmin } from './with-admin.js';

export interface KafkaTellingOptions extends KafkaSettings {
  /** Those that are told. */
  readonly agencies: readonly AgencyId[];
}

/** Receipts and rejections on their topics, which must be there. Throws `FEED.TOPICS_MISSING` or `FEED.UNAVAILABLE`. */
export async function createKafkaTelling(options: KafkaTellingOptions): Promise<TellingChannel> {
  const kafka = kafkaClient(options);
  const admin = kafka.admin();
  const topics = [...options.agencies.map(receiptsTopicOf), REJECTED_TOPIC];
  const partitions = partitionsOf(await connected(admin, () => requireTopics(admin, topics)));
  await admin.disconnect();
  const producer = new DurableProducer(kafka);
  const agencies: ReadonlySet<AgencyId> = new Set(options.agencies);
  return {
    reaches: (agency) => agencies.has(agency),
    tell: async (tellings) => {
      try {
        await tellAll(producer, tellings, partitions);
      } catch (error) {
        throw await notTold(options, topics, error);
      }
    },
    close: () => producer.close(),
  };
}

async function tellAll(
  producer: DurableProducer,
  tellings: readonly Telling[],
  partitions: ReadonlyMap<string, number>,
): Promise<void> {
  for (let told = 0; told < tellings.length;) {
    const rest = tellings.slice(told);
    const part = headOf(rest, MOST_SENT.messages, MOST_SENT.bytes);
    await producer.send(part.map((telling) => placed(outgoing(telling), partitions)));
    told += part.length;
  }
}

/** Worth another try whatever the reason: a topic that is missing may be made meanwhile. */
async function notTold(
  settings: KafkaSettings,
  topics: readonly string[],
  error: unknown,
): Promise<ThroughlineError> {
  const missing = isOfMissingTopic(error) ? await missingNow(settings, topics, error) : undefined;
  if (missing) return unavailable(missing.code, missing.message, error);
  return unavailable('FEED.UNAVAILABLE', 'Kafka did not take what was to be told', error);
}

const missingNow = (settings: KafkaSettings, topics: readonly string[], error: unknown) =>
  withAdmin(settings, 'Kafka did not say which topics it holds', (admin) =>
    missingAmong(admin, topics, error),
  ).catch(() => undefined);

const outgoing = ({ to, ...message }: Telling): Omit<Outgoing, 'partition'> => ({
  topic: to === 'operators' ? REJECTED_TOPIC : receiptsTopicOf(to),
  ...message,
});

import { unavailable, type AgencyId } from '#platform';
import type { Telling, TellingChannel } from '../telling.js';
import { headOf } from './batch-head.js';
import { kafkaClient, type KafkaSettings } from './client.js';
import { connected } from './connected.js';
import { DurableProducer, MOST_SENT } from './durable-producer.js';
import { partitionsOf, receiptsTopicOf, REJECTED_TOPIC, requireTopics } from './kafka-topics.js';
import { placed, type Outgoing } from './placing.js';

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
    tell: (tellings) => tellAll(producer, tellings, partitions),
    close: () => producer.close(),
  };
}

async function tellAll(
  producer: DurableProducer,
  tellings: readonly Telling[],
  partitions: ReadonlyMap<string, number>,
): Promise<void> {
  try {
    for (let told = 0; told < tellings.length;) {
      const rest = tellings.slice(told);
      const part = headOf(rest, MOST_SENT.messages, MOST_SENT.bytes);
      await producer.send(part.map((telling) => placed(outgoing(telling), partitions)));
      told += part.length;
    }
  } catch (error) {
    throw unavailable('FEED.UNAVAILABLE', 'Kafka did not take what was to be told', error);
  }
}

const outgoing = ({ to, ...message }: Telling): Omit<Outgoing, 'partition'> => ({
  topic: to === 'operators' ? REJECTED_TOPIC : receiptsTopicOf(to),
  ...message,
});

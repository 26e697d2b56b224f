import { readFile } from 'node:fs/promises';
import kafkajs, { type IHeaders, type Kafka, type KafkaConfig } from 'kafkajs';
import { silentLogger } from '#platform';
import type { KafkaSettings } from '#feed/kafka';
import type { KafkaSecurity } from '../../../infra/kafka-local/start-kafka.mjs';
import { until } from '../../support/until.js';
import { kafkaForSpec, type SpecKafka } from './local-kafka.js';

export interface SecureKafka extends SpecKafka {
  readonly security: () => KafkaSecurity;
  /** As the hub connects, under this name. */
  readonly settingsOf: (name: string) => KafkaSettings;
  /** A partner's own client, not the hub's. */
  readonly client: (config: Partial<KafkaConfig>, brokers?: string[]) => Kafka;
  readonly byPassword: (name: string) => Kafka;
  readonly byCertificate: (name: string) => Promise<Kafka>;
}

export const sasl = (username: string, password: string) =>
  ({ mechanism: 'scram-sha-512', username, password }) as const;

/** One real broker that refuses what is not granted, for the tests of a spec file. */
export function secureKafkaForSpec(names: readonly string[]): SecureKafka {
  const kafka = kafkaForSpec({ secure: [...names] });
  const security = () => {
    const told = kafka.now().security;
    if (!told) throw new Error('The secure broker told no secrets');
    return told;
  };
  const saslOf = (name: string) => sasl(name, security().passwords[name] ?? '');
  const client = (config: Partial<KafkaConfig>, brokers = kafka.now().brokers): Kafka =>
    new kafkajs.Kafka({
      brokers,
      clientId: 'partner',
      logLevel: kafkajs.logLevel.NOTHING,
      connectionTimeout: 3_000,
      authenticationTimeout: 3_000,
      // The broker makes its own topic of offsets when the first group asks, which takes a moment.
      retry: { initialRetryTime: 100, retries: 6 },
      ...config,
    });
  return {
    ...kafka,
    security,
    client,
    settingsOf: (name) => ({
      brokers: kafka.now().brokers,
      clientId: 'throughline-test',
      sasl: saslOf(name),
      logger: silentLogger,
    }),
    byPassword: (name) => client({ sasl: saslOf(name) }),
    byCertificate: async (name) => {
      const pem = await readFile(security().keyAndCertificate[name] ?? '', 'utf8');
      const ca = await readFile(security().authority, 'utf8');
      return client({ ssl: { ca, cert: pem, key: pem } }, kafka.now().tlsBrokers);
    },
  };
}

/** The broker's reason at the bottom, else the kind of error at the top. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('type' in error && typeof error.type === 'string') return error.type;
  return error.cause ? reasonOf(error.cause) : error.name;
}

/** `taken`, or why not. */
export async function publish(
  partner: Kafka,
  topic: string,
  message: { key: string; value: string; headers?: IHeaders } = { key: 'k', value: 'text' },
): Promise<string> {
  const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;
  const producer = partner.producer({
    allowAutoTopicCreation: false,
    createPartitioner,
    retry: { retries: 0 },
  });
  try {
    await producer.connect();
    await producer.send({ topic, messages: [message] });
    return 'taken';
  } catch (error) {
    return reasonOf(error);
  } finally {
    await producer.disconnect();
  }
}

export interface Heard {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What lies in a topic from its beginning, as soon as there is enough of it. */
export async function listen(
  partner: Kafka,
  topic: string,
  groupId: string,
  enough: (heard: readonly Heard[]) => boolean,
): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  const consumer = partner.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 200 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ message: { key, value, headers } }) => {
        heard.push({ key: key?.toString() ?? '', value: value?.toString() ?? '', headers: textOf(headers) });
      },
    });
    await until(() => enough(heard), { what: `what was expected on ${topic}` });
    return heard;
  } finally {
    await consumer.disconnect();
  }
}

const textOf = (headers: IHeaders | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, value?.toString() ?? '']));

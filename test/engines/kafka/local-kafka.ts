import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startKafka,
  type LocalKafka,
  type LocalKafkaOptions,
} from '../../../infra/kafka-local/start-kafka.mjs';

export interface SpecKafka {
  /** The running broker. */
  now(): LocalKafka;
  stop(): Promise<void>;
  /** The same data on the same port. */
  startAgain(): Promise<void>;
}

/** One real broker for the tests of a spec file; without Java or Maven they all fail and say what is missing. */
export function kafkaForSpec(choices: Omit<LocalKafkaOptions, 'folder'> = {}): SpecKafka {
  let folder = '';
  let kafka: LocalKafka | undefined;
  const now = () => {
    if (!kafka) throw new Error('Kafka is not running');
    return kafka;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-kafka-'));
    kafka = await startKafka({ ...choices, folder });
  }, 120_000);
  afterAll(async () => {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    now,
    stop: () => now().stop(),
    startAgain: async () => {
      kafka = await startKafka({ ...choices, folder, port: Number(now().brokers[0]?.split(':')[1]) });
    },
  };
}

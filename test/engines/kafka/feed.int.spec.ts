import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedContract, HOSPITALS, POLICE } from '#feed/testing';
import { startKafka, type LocalKafka } from '../../../infra/kafka-local/start-kafka.mjs';
import { scratchFeed, settingsFor } from './scratch-topics.js';

let folder: string;
let kafka: LocalKafka;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-kafka-'));
  kafka = await startKafka({ folder });
}, 120_000);

afterAll(async () => {
  await kafka.stop();
  await rm(folder, { recursive: true, force: true });
});

feedContract('Apache Kafka', () => scratchFeed(settingsFor(kafka.brokers), [HOSPITALS, POLICE]), {
  findsEvents: false,
});

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { connectEventStore, type EventStore } from '#event-store';
import { derivedUuid } from '#platform';
import { createPool } from '#read-store';
import type { World } from '../../test/chaos/services/world.js';
import { percentiles, type Percentiles } from './percentiles.js';

const TOPIC = 'raw-pipe';
const VALUE = Buffer.from(JSON.stringify({ text: 'x'.repeat(900) }));
const TICK_MS = 100;

/** Producer, consumer, one append each, subscription, one row each: the same engines and clients, and no logic. */
export async function measureRaw({ settings }: World, rate: number, seconds: number): Promise<Percentiles> {
  const kafka = new kafkajs.Kafka({
    brokers: [...(settings.kafka?.brokers ?? [])],
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const store = connectEventStore({ url: settings.eventStoreUrl ?? '' });
  const sent = new Map<string, number>();
  const latencies: number[] = [];
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 3 }], waitForLeaders: true });
  await admin.disconnect();
  const stopWriting = await writeRows(store, settings.databaseUrl ?? '', (id) => {
    latencies.push(performance.now() - (sent.get(id) ?? Number.NaN));
  });
  const consumer = await consume(kafka, store);
  try {
    const count = rate * seconds;
    await produce(kafka, sent, rate, count);
    while (latencies.length < count) await pause(20);
    return percentiles(latencies);
  } finally {
    await consumer.disconnect();
    await stopWriting();
    await store.close();
  }
}

async function produce(
  kafka: kafkajs.Kafka,
  sent: Map<string, number>,
  rate: number,
  count: number,
): Promise<void> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const perTick = (rate * TICK_MS) / 1_000;
  const began = performance.now();
  for (let tick = 0; tick * perTick < count; tick += 1) {
    await pause(Math.max(0, tick * TICK_MS - (performance.now() - began)));
    const ids = Array.from({ length: perTick }, () => randomUUID());
    for (const id of ids) sent.set(id, performance.now());
    await producer.send({ topic: TOPIC, acks: -1, messages: ids.map((key) => ({ key, value: VALUE })) });
  }
  await producer.disconnect();
}

async function consume(kafka: kafkajs.Kafka, store: EventStore): Promise<kafkajs.Consumer> {
  const consumer = kafka.consumer({ groupId: TOPIC, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: 3,
    eachBatch: async (payload) => {
      await store.appendMany(payload.batch.messages.map(appendOf));
      payload.resolveOffset(payload.batch.lastOffset());
      await payload.commitOffsetsIfNecessary();
    },
  });
  return consumer;
}

function appendOf({ key, value }: kafkajs.KafkaMessage) {
  const id = String(key);
  const data = JSON.parse(String(value)) as unknown;
  const event = { id: derivedUuid('raw', id), type: 'Raw', data, metadata: { schemaVersion: 1 } };
  return { stream: `raw-${id}`, expected: 'no-stream' as const, events: [event] };
}

async function writeRows(store: EventStore, databaseUrl: string, written: (id: string) => void) {
  const pool = createPool(databaseUrl, { max: 1 });
  await pool.query('CREATE TABLE IF NOT EXISTS public.raw_pipe (id uuid PRIMARY KEY, data jsonb)');
  const subscription = store.subscribe({ prefixes: ['raw-'] }, async ({ events }) => {
    if (events.length === 0) return;
    const ids = events.map(({ stream }) => stream.slice('raw-'.length));
    const rows = events.map(({ data }) => JSON.stringify(data));
    await pool.query('INSERT INTO public.raw_pipe SELECT * FROM unnest($1::uuid[], $2::jsonb[])', [
      ids,
      rows,
    ]);
    ids.forEach(written);
  });
  return async () => {
    await subscription.stop();
    await pool.end();
  };
}

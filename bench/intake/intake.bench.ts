import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgencyRegistry, createDemoDirectory } from '#access';
import { connectEventStore, type EventStore } from '#event-store';
import { createEmbeddedFeed, type EmbeddedFeed, type FeedBatch, type NewFeedMessage } from '#feed';
import { derivedUuid, noMetrics, silentLogger, type AgencyId } from '#platform';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { createPool } from '#read-store';
import { currentRuleset } from '#sharing';
import { createVault, migrateVault } from '#vault';
import { createEventReader } from '../../apps/intake/contract-reader.js';
import { createIntake } from '../../apps/intake/create-intake.js';
import { generateCounty, type Delivery } from '../../apps/simulator/index.js';
import { ServerProcess } from '../event-store/server.js';
import { traceToNowhere } from './trace-to-nowhere.js';

const USAGE = `Takes a simulated county through intake, and through a pipe without any logic, in the same run.

  node dist/bench/intake/intake.bench.js [events]     12000 where absent
    --traced    every event belongs to a trace of its own, and all of it is sent to a collector
`;
const AIM = 0.5;
const SEED = 2026;

async function measure(count: number, traced: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), logger: silentLogger });
  const server = await ServerProcess.start(postgres.url('eventstore'));
  const store = connectEventStore({ url: server.url, deadlineMs: 60_000 });
  const pool = createPool(postgres.url('throughline'));
  const registry = createAgencyRegistry((await createDemoDirectory()).directory);
  const agencies = registry.agencies.map(({ id }) => id);
  const feed = await createEmbeddedFeed({ pool, databaseUrl: postgres.url('throughline'), agencies });
  try {
    await migrateVault(postgres.url('throughline'));
    const messages = countyMessages(count, traced);
    const published = await timed(() => publish(feed, messages));
    say('published to the feed', messages.length, published);
    const raw = await timed(() => pipe(feed, store, messages.length));
    say('raw pipe: feed read, one append each', messages.length, raw);
    const tracing = traced ? await traceToNowhere() : undefined;
    const vault = createVault({ pool, keyEncryptionKey: randomBytes(32) });
    const intake = createIntake({
      ...{ feed, store, vault, registry, rulesetAt: currentRuleset, reader: createEventReader() },
      ...{ clock: () => new Date(), logger: silentLogger, metrics: noMetrics },
    });
    const whole = await timed(async () => {
      await intake.start();
      await drained(feed, 'intake');
    });
    say('intake: every stage', messages.length, whole);
    const { faults, messages: taken } = intake.status();
    await intake.stop();
    await tracing?.stop();
    const ratio = raw / whole;
    process.stdout.write(`taken ${taken}, faults ${faults}; ratio to raw ${ratio.toFixed(2)} (aim ${AIM})\n`);
    if (ratio < AIM) process.exitCode = 1;
  } finally {
    await feed.close();
    await store.close();
    await server.stop();
    await pool.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function countyMessages(count: number, traced: boolean): readonly NewFeedMessage[] {
  const endOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const families = Math.ceil(count / 25);
  const { deliveries } = generateCounty({ seed: SEED, families, endOn });
  return deliveries.slice(0, count).map((delivery) => messageOf(delivery, traced));
}

const messageOf = ({ agency, event }: Delivery, traced: boolean): NewFeedMessage => ({
  agency: agency as AgencyId,
  key: 'bench',
  headers: { 'content-type': 'application/cloudevents+json', ...(traced ? traceparent() : {}) },
  value: Buffer.from(JSON.stringify(event)),
});

const traceparent = () => ({
  traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
});

async function publish(feed: EmbeddedFeed, messages: readonly NewFeedMessage[]): Promise<void> {
  for (let from = 0; from < messages.length; from += 500)
    await feed.writer.publish(messages.slice(from, from + 500));
}

/** The same feed, client and server, and no logic: one event for each message on a stream of its own. */
async function pipe(feed: EmbeddedFeed, store: EventStore, count: number): Promise<void> {
  let done = 0;
  const consumer = feed.consumer('raw');
  await new Promise<void>((resolve, reject) => {
    const take = async ({ messages }: FeedBatch) => {
      await store.appendMany(messages.map(rawAppend));
      if ((done += messages.length) >= count) resolve();
    };
    consumer.start(take).catch(reject);
  });
  await consumer.stop();
}

function rawAppend({ topic, offset, value }: FeedBatch['messages'][number]) {
  const id = derivedUuid('raw', topic, String(offset));
  const data = { value: value.toString('utf8') };
  const event = { id, type: 'Raw', data, metadata: { schemaVersion: 1 } };
  return { stream: `raw-${id}`, expected: 'no-stream' as const, events: [event] };
}

async function drained(feed: EmbeddedFeed, group: string): Promise<void> {
  const consumer = feed.consumer(group);
  for (;;) {
    const behind = [...(await consumer.lag()).values()];
    if (behind.every((waiting) => waiting === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const say = (what: string, count: number, ms: number): void =>
  void process.stdout.write(
    `${what.padEnd(40)} ${count} in ${(ms / 1000).toFixed(2)} s  ${Math.round((count * 1000) / ms)}/s\n`,
  );

const count = Number(process.argv.slice(2).find((given) => /^\d+$/.test(given)) ?? 12_000);
if (process.argv.includes('--help')) process.stdout.write(USAGE);
else await measure(count, process.argv.includes('--traced'));

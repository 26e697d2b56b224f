import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgencyRegistry, createDemoDirectory } from '#access';
import { connectEventStore, type Append, type EventStore } from '#event-store';
import type { Feed, NewFeedMessage } from '#feed';
import { derivedUuid, silentLogger, type AgencyId } from '#platform';
import { argumentsOf, countOf } from '#platform/arguments';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { createPool } from '#read-store';
import { createVault, migrateVault } from '#vault';
import { generateCounty, type Delivery } from '../../apps/simulator/index.js';
import { ServerProcess } from '../event-store/server.js';
import { appended, appendedByHub, counting } from './appended.js';
import { Course, type Run } from './course.js';
import { cpuTimes, postmasterOf } from './cpu.js';
import { plainPipe } from './plain-pipe.js';
import { openEmbeddedFeed, openKafkaFeed, type BenchFeed, type RawMessage } from './feeds.js';
import { print, printAppended, printRun } from './print.js';
import { intakeTelling, type Wired } from './take-in.js';
import { startTaking, type Taking, type TakingPlace } from './taking.js';
import { traceToNowhere } from './trace-to-nowhere.js';

const USAGE = `Takes a simulated county through intake, and through a pipe without any logic, in the same run; then what intake
appended once more through such a pipe. The first sixth of the events warms each of them up and is not measured.

  npm run bench:intake -- [events] [--kafka] [--traced] [--processes N]     12000 events where absent
    --processes N   intake as so many processes which share the agencies (default: one, in the process of the bench)
    --kafka     over a real Kafka of this machine (Java 17, Apache Maven) in place of the embedded feed
    --traced    every event belongs to a trace of its own, and all of it is sent to a collector
`;
const AIM = 0.5;
const SEED = 2026;

async function measure(count: number, { kafka, traced, processes }: Choices): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const closed = (close: () => Promise<unknown>) => void closing.push(close);
  try {
    const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), logger: silentLogger });
    closed(() => postgres.stop());
    const databaseUrl = postgres.url('throughline');
    const pool = createPool(databaseUrl);
    const events = createPool(postgres.url('eventstore'), { max: 1 });
    closed(() => Promise.all([pool.end(), events.end()]));
    const server = await ServerProcess.start(postgres.url('eventstore'));
    closed(() => server.stop());
    const registry = createAgencyRegistry((await createDemoDirectory()).directory);
    const agencies = registry.agencies.map(({ id }) => id);
    const place = { pool, databaseUrl, agencies, folder };
    const bench = await (kafka ? openKafkaFeed(place) : openEmbeddedFeed(place));
    closed(() => bench.close());
    const { store, asked } = counting(connectEventStore({ url: server.url, deadlineMs: 60_000 }));
    closed(() => store.close());
    await migrateVault(databaseUrl);
    const messages = countyMessages(count, traced);
    await publish(bench.feed, messages);
    const programs = {
      eventStore: server.pid,
      postgres: postmasterOf(join(folder, 'postgres', 'cluster')),
      kafka: bench.pids,
      takers: [] as number[],
    };
    const course = () =>
      new Course(Math.floor(messages.length / 6), messages.length, () => cpuTimes(programs));
    const plain = await plainPipe({ bench, url: server.url }, course());
    printRun('plain pipe: the published clients alone', plain);
    const raw = await pipe({ bench, store, group: 'raw' }, course(), (some) => some.map(rawAppend));
    printRun('raw pipe: feed read, one append each', raw);
    Object.assign(asked, { appends: 0, reads: 0, subscriptions: 0 });
    const keyEncryptionKey = randomBytes(32);
    const vault = createVault({ pool, keyEncryptionKey });
    const key = keyEncryptionKey.toString('base64');
    const own = { databaseUrl, storeUrl: server.url, brokers: bench.brokers, keyEncryptionKey: key };
    const tracing = traced ? await traceToNowhere() : undefined;
    const whole =
      processes === 1
        ? await takeIn({ feed: bench.feed, store, vault, registry }, course())
        : await takeInApart(own, processes, programs.takers, course());
    await tracing?.stop();
    printRun(`intake: every stage, ${processes} at once`, whole);
    printAppended(await appended(events), messages.length, processes === 1 ? asked : undefined);
    const made = await appendedByHub(store);
    const most = await pipe({ bench, store, group: 'same' }, course(), again(made, messages.length));
    printRun('pipe of the same appends, without logic', most);
    report(raw, whole, most);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function report(raw: Run, whole: Run, most: Run): void {
  const ratio = ratioOf(whole, raw);
  print(`ratio to raw ${ratio.toFixed(2)} (aim ${AIM}); load average ${loadavg()[0]?.toFixed(1)}`);
  print(
    `the same appends to raw ${ratioOf(most, raw).toFixed(2)}; intake to these ${ratioOf(whole, most).toFixed(2)}`,
  );
  if (ratio < AIM) process.exitCode = 1;
}

const ratioOf = (one: Run, other: Run): number => (one.events / one.ms) * (other.ms / other.events);

async function takeIn(wired: Wired, course: Course): Promise<Run> {
  let batches = 0;
  const intake = intakeTelling(wired, (events) => {
    batches += 1;
    course.passed(events);
  });
  await intake.start();
  const run = await course.done;
  print(`batches handed over ${batches}`);
  print(`taken ${intake.status().messages}, faults ${intake.status().faults}`);
  await intake.stop();
  return run;
}

/** By several processes, which share the agencies' topics among them. */
async function takeInApart(
  place: TakingPlace,
  processes: number,
  pids: number[],
  course: Course,
): Promise<Run> {
  const start = (): Taking => startTaking(place, (events) => course.passed(events));
  const takers = Array.from({ length: processes }, start);
  pids.push(...takers.map(({ pid }) => pid));
  const run = await course.done;
  for (const taker of takers) await taker.stop();
  pids.length = 0;
  return run;
}

function countyMessages(count: number, traced: boolean): readonly NewFeedMessage[] {
  const endOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const families = Math.ceil(count / 25);
  const { deliveries } = generateCounty({ seed: SEED, families, endOn });
  return deliveries.slice(0, count).map((delivery) => messageOf(delivery, traced));
}

const messageOf = ({ agency, event }: Delivery, traced: boolean): NewFeedMessage => ({
  agency: agency as AgencyId,
  // As the gateway and the partners' examples place it: what is said of one person stays in one partition.
  key: String(event.subject ?? event.id),
  headers: { 'content-type': 'application/cloudevents+json', ...(traced ? traceparent() : {}) },
  value: Buffer.from(JSON.stringify(event)),
});

const traceparent = () => ({
  traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
});

async function publish(feed: Feed, messages: readonly NewFeedMessage[]): Promise<void> {
  for (let from = 0; from < messages.length; from += 500)
    await feed.writer.publish(messages.slice(from, from + 500));
}

interface Pipe {
  readonly bench: BenchFeed;
  readonly store: EventStore;
  readonly group: string;
}

type Appends = (messages: readonly RawMessage[]) => readonly Append[];

/** The same feed, client and server, and no logic. */
async function pipe({ bench, store, group }: Pipe, course: Course, appends: Appends): Promise<Run> {
  const reading = await bench.readRaw(group, async (messages) => {
    await store.appendMany(appends(messages));
    course.passed(messages.length);
  });
  const run = await course.done;
  await reading.stop();
  return run;
}

/** What was appended once, a part of it for each part of the messages, in streams of another name. */
function again(made: readonly Append[], messages: number): Appends {
  let [passed, given] = [0, 0];
  return (some) => {
    passed += some.length;
    const from = given;
    given = Math.round((made.length * passed) / messages);
    return made.slice(from, given).map(({ stream, events }) => ({
      ...{ stream: `again-${stream}`, expected: 'any' as const },
      events: events.map((event) => ({ ...event, id: derivedUuid('again', event.id) })),
    }));
  };
}

/** One event for each message on a stream of its own. */
function rawAppend({ topic, place, value }: RawMessage) {
  const id = derivedUuid('raw', topic, place);
  const data = { value: value.toString('utf8') };
  const event = { id, type: 'Raw', data, metadata: { schemaVersion: 1 } };
  return { stream: `raw-${id}`, expected: 'no-stream' as const, events: [event] };
}

interface Choices {
  readonly kafka: boolean;
  readonly traced: boolean;
  readonly processes: number;
}

const options = {
  kafka: { type: 'boolean', default: false },
  traced: { type: 'boolean', default: false },
  processes: { type: 'string', default: '1' },
} as const;
const given = argumentsOf({ usage: USAGE, options, words: 1 });
const count = given && countOf('events', given.positionals[0] ?? '12000');
const processes = given && countOf('--processes', given.values.processes);
if (given && count !== undefined && processes !== undefined)
  await measure(count, { ...given.values, processes });

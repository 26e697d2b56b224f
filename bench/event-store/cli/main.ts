import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOf, countOf } from '#platform/arguments';
import { Baseline } from '../baseline.js';
import { ServerProcess } from '../server.js';
import { append, catchUp, connect, PAYLOAD, readAll } from '../work.js';

const HELP = `Measures the embedded event store beside PostgreSQL alone, in the same run, with fsync on.

Usage: npm run bench:event-store -- [--appends 20000] [--events 100000]

  --appends   appends of one event that are measured
  --events    events that memory is watched over`;

const show = (what: string, rate: number, raw?: number) =>
  console.log(
    `${what.padEnd(58)} ${String(Math.round(rate)).padStart(8)} a second` +
      (raw === undefined ? '' : `   ${(rate / raw).toFixed(2)} of PostgreSQL alone`),
  );

async function measure(databaseUrl: string, appends: number, events: number): Promise<void> {
  const data = Buffer.from(JSON.stringify(PAYLOAD));
  const baseline = await Baseline.open(databaseUrl);
  const server = await ServerProcess.start(databaseUrl);
  const store = connect(server.url);
  await append(store, { count: 2_000, inFlight: 64 });
  for (const inFlight of [1, 16, 64, 256]) {
    const count = inFlight === 1 ? Math.ceil(appends / 20) : appends;
    const raw = await baseline.insert(Math.ceil(count / inFlight) * inFlight, inFlight, data);
    show(`append, one event, ${inFlight} in flight`, await append(store, { count, inFlight }), raw);
  }
  const rawHundreds = await baseline.insert(appends, 100, data);
  const hundreds = await append(store, { count: appends / 100, size: 100, inFlight: 8 });
  show('append, a hundred events, 8 in flight (events)', hundreds, rawHundreds);
  const rawRead = await baseline.read();
  show('read all', await readAll(store), rawRead);
  show('catch-up subscription by stream prefix', await catchUp(store), rawRead);
  await watchMemory(server, events);
  await store.close();
  await server.stop();
  await baseline.close();
}

/** A server whose memory grows with its log will not live long. */
async function watchMemory(server: ServerProcess, events: number): Promise<void> {
  const store = connect(server.url);
  for (let done = 0; done < events; done += events / 5) {
    await append(store, { count: events / 500, size: 100, inFlight: 8 });
    const rate = await readAll(store);
    console.log(
      `memory after ${done + events / 5} more events, read once each time: ${await server.residentMb()} MB`,
    );
    if (done + events / 5 >= events) show('read all, the whole log', rate);
  }
  await store.close();
}

async function inFolder(appends: number, events: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'data') });
  try {
    await measure(postgres.url('eventstore'), appends, events);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const options = {
  appends: { type: 'string', default: '20000' },
  events: { type: 'string', default: '100000' },
} as const;
const given = argumentsOf({ usage: HELP, options });
const appends = given && countOf('--appends', given.values.appends);
const events = given && countOf('--events', given.values.events);
if (appends !== undefined && events !== undefined) {
  await inFolder(appends, events);
  process.exit();
}

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectEventStore, type Append, type EventStore } from '#event-store';
import { timelineProjection } from '#journey';
import { silentLogger } from '#platform';
import { argumentsOf, countOf } from '#platform/arguments';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import {
  createPool,
  fingerprint,
  migrateReadStore,
  rebuildProjection,
  runProjection,
  waitForProjection,
} from '#read-store';
import { ServerProcess } from '../event-store/server.js';
import { itemAppend } from './items.js';

const USAGE = `Rebuilds the timeline and reads the same events raw, in the same run.

  npm run bench:rebuild -- [events]     20000 where absent
`;
const AIM = 0.5;
const ROUNDS = 3;

const given = argumentsOf({ usage: USAGE, words: 1 });
const wanted = given && countOf('events', given.positionals[0] ?? '20000');
if (wanted !== undefined) await measure(wanted);

async function measure(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), logger: silentLogger });
  const server = await ServerProcess.start(postgres.url('eventstore'));
  const store = connectEventStore({ url: server.url, deadlineMs: 60_000 });
  const pool = createPool(postgres.url('throughline'));
  try {
    await migrateReadStore(pool);
    const live = await follow(store, pool, count);
    say(`live, while ${count} items are appended`, live.rate);
    const pairs = [];
    for (let round = 0; round < ROUNDS; round += 1) pairs.push(await pair(store, pool));
    const best = pairs.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    say('readAll, raw', best.raw);
    say('rebuild of the timeline', best.rebuild);
    process.stdout.write(
      `ratio of ${ROUNDS} rounds: ${pairs.map(({ ratio }) => ratio.toFixed(2)).join(', ')} (aim ${AIM})\n`,
    );
    const same = JSON.stringify(await fingerprint(pool, timelineProjection)) === live.fingerprint;
    process.stdout.write(`rebuilt equals live: ${same ? 'yes' : 'NO'}\n`);
    if (!same || best.ratio < AIM) process.exitCode = 1;
  } finally {
    await store.close();
    await server.stop();
    await pool.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Pool = ReturnType<typeof createPool>;

async function follow(store: EventStore, pool: Pool, count: number) {
  const run = runProjection({ projection: timelineProjection, store, pool });
  const began = performance.now();
  const size = 500;
  let last = 0n;
  for (let from = 0; from < count; from += size) {
    const appends = Array.from({ length: Math.min(size, count - from) }, (_, n): Append =>
      itemAppend(from + n),
    );
    for (const outcome of await store.appendMany(appends)) {
      if (!outcome.ok) throw new Error(`An append was refused: ${outcome.reason}`);
      if (outcome.position > last) last = outcome.position;
    }
  }
  await waitForProjection(pool, timelineProjection.name, last, { withinMs: 120_000 });
  const rate = (count * 1000) / (performance.now() - began);
  await run.stop();
  return { rate, fingerprint: JSON.stringify(await fingerprint(pool, timelineProjection)) };
}

async function pair(store: EventStore, pool: Pool) {
  const raw = await readAll(store);
  const { events, elapsedMs } = await rebuildProjection({ projection: timelineProjection, store, pool });
  const rebuild = (events * 1000) / elapsedMs;
  return { raw, rebuild, ratio: rebuild / raw };
}

async function readAll(store: EventStore): Promise<number> {
  const began = performance.now();
  let count = 0;
  for await (const events of store.readAll()) count += events.length;
  return (count * 1000) / (performance.now() - began);
}

function say(what: string, rate: number): void {
  process.stdout.write(
    `${what.padEnd(44)} ${Math.round(rate).toLocaleString('en-GB').padStart(9)} events/s\n`,
  );
}

import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { createAgencyRegistry, createDemoDirectory, type AgencyDirectory } from '#access';
import { connectEventStore, type EventStore } from '#event-store';
import { createEmbeddedFeed, type EmbeddedFeed, type NewFeedMessage } from '#feed';
import { createPeopleReader } from '#identity';
import { createTimelineReader } from '#journey';
import { noMetrics, silentLogger, type AgencyId, type FamilyId, type Uuid } from '#platform';
import { argumentsOf, countOf } from '#platform/arguments';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { createPool, migrateReadStore, runProjection, waitForProjection } from '#read-store';
import { currentRuleset } from '#sharing';
import { createVault, migrateVault, type Vault } from '#vault';
import { createEventReader } from '../../apps/intake/contract-reader.js';
import { createIntake } from '../../apps/intake/create-intake.js';
import { generateCounty } from '../../apps/simulator/index.js';
import { createAgreementsReader } from '#governance';
import { projectionsOf } from '#runtime';
import { openSite } from '../../apps/workbench/testing/open-site.js';
import type { Visitor } from '../../apps/workbench/testing/visitor.js';
import { ServerProcess } from '../event-store/server.js';

const USAGE = `Asks for timelines over HTTP, and for the same rows and one durable append alone, in the same run.

  npm run bench:timeline -- [families]     60 where absent
`;
/** The whole request may take this many times what it cannot do without: its reads, and the append that records it. */
const AIM = 4;
const SEED = 2026;
const ROUNDS = 8;
const ASKED = 25;

interface Engines {
  readonly store: EventStore;
  readonly pool: Pool;
  readonly vault: Vault;
  readonly feed: EmbeddedFeed;
  readonly directory: AgencyDirectory;
}

async function measure(families: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), logger: silentLogger });
  const server = await ServerProcess.start(postgres.url('eventstore'));
  const store = connectEventStore({ url: server.url, deadlineMs: 60_000 });
  const databaseUrl = postgres.url('throughline');
  const pool = createPool(databaseUrl);
  const { directory } = await createDemoDirectory();
  const agencies = directory.agencies.map(({ id }) => id);
  const feed = await createEmbeddedFeed({ pool, databaseUrl, agencies });
  try {
    await Promise.all([migrateVault(databaseUrl), migrateReadStore(pool)]);
    const vault = createVault({ pool, keyEncryptionKey: randomBytes(32) });
    await load({ store, pool, vault, feed, directory }, families);
    await compare({ store, pool, vault, feed, directory });
  } finally {
    await feed.close();
    await store.close();
    await server.stop();
    await pool.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A simulated county, taken in and projected. */
async function load({ store, pool, vault, feed, directory }: Engines, families: number): Promise<void> {
  const endOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const messages = generateCounty({ seed: SEED, families, endOn }).deliveries.map(
    ({ agency, event }): NewFeedMessage => ({
      agency: agency as AgencyId,
      key: 'bench',
      headers: { 'content-type': 'application/cloudevents+json' },
      value: Buffer.from(JSON.stringify(event)),
    }),
  );
  await feed.writer.publish(messages);
  const intake = createIntake({
    ...{ feed, store, vault, registry: createAgencyRegistry(directory), rulesetAt: currentRuleset },
    ...{ reader: createEventReader(), clock: () => new Date(), logger: silentLogger, metrics: noMetrics },
  });
  await intake.start();
  while ([...(await feed.consumer('intake').lag()).values()].some((waiting) => waiting > 0)) await pause();
  await intake.stop();
  const projections = projectionsOf(vault);
  const runs = projections.map((projection) => runProjection({ projection, store, pool }));
  const head = (await store.headPosition()) ?? 0n;
  for (const { name } of projections) await waitForProjection(pool, name, head, { withinMs: 120_000 });
  await Promise.all(runs.map((run) => run.stop()));
  process.stdout.write(`${families} families, ${messages.length} events\n`);
}

async function compare(engines: Engines): Promise<void> {
  const site = await openSite({ ...engines, clock: () => new Date() });
  try {
    const analyst = await site.signIn('Asha Rahman', 'SCREENING');
    const families = await seenFamilies(engines.pool, analyst);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(await measureRound(engines, analyst, families));
    // The first round warms both sides up.
    const median = medianOf(rounds.slice(1).map(({ reads, record, page }) => page / (reads + record)));
    const toReads = medianOf(rounds.slice(1).map(({ reads, page }) => page / reads));
    process.stdout.write(
      `ratio to reads and record ${median.toFixed(2)} (aim at most ${AIM}); to reads alone ${toReads.toFixed(2)}\n`,
    );
    if (median > AIM) process.exitCode = 1;
  } finally {
    await site.close();
  }
}

interface Round {
  /** Milliseconds a request. */
  readonly reads: number;
  readonly record: number;
  readonly page: number;
}

async function measureRound(
  { pool, store }: Engines,
  analyst: Visitor,
  families: readonly FamilyId[],
): Promise<Round> {
  const mean = async (ask: (family: FamilyId) => Promise<unknown>) =>
    (await timed(() => each(families, ask))) / families.length;
  const reads = await mean((family) => readAlone(pool, family));
  const record = await mean(() => appendAlone(store));
  const page = await mean((family) => analyst.get(`/families/${family}/timeline`));
  process.stdout.write(
    `reads ${reads.toFixed(1)} ms, record ${record.toFixed(1)} ms, timeline ${page.toFixed(1)} ms\n`,
  );
  return { reads, record, page };
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;

async function appendAlone(store: EventStore): Promise<void> {
  const id = randomUUID() as string as Uuid;
  const event = { id, type: 'Raw', data: { id }, metadata: { schemaVersion: 1 } };
  await store.append(`raw-${id}`, 'any', [event]);
}

/** The families with most items of which the analyst sees anything. */
async function seenFamilies(pool: Pool, analyst: Visitor): Promise<readonly FamilyId[]> {
  const { rows } = await pool.query<{ family: FamilyId }>(
    `SELECT p.family_id AS family FROM families.persons p JOIN families.records USING (person_id)
     JOIN timeline.item_records USING (record_id) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${ASKED * 2}`,
  );
  const seen: FamilyId[] = [];
  for (const { family } of rows) {
    const page = await analyst.get(`/families/${family}/timeline`);
    if (page.status === 200 && seen.length < ASKED) seen.push(family);
  }
  return seen;
}

/** The statements of a timeline request, with nothing decided, opened, recorded or drawn. */
async function readAlone(pool: Pool, family: FamilyId): Promise<void> {
  const people = createPeopleReader(pool);
  const own = await people.familyNamed(family);
  const named = await people.neighboursOf(own ? [own] : []);
  const [items] = await Promise.all([
    createTimelineReader(pool).itemsOfFamilies(named),
    people.statementsOfFamilies(named),
  ]);
  const persons = new Set(items.flatMap((item) => item.people.map(({ person }) => person)));
  await createAgreementsReader(pool).ofPersons([...persons]);
}

async function each(
  families: readonly FamilyId[],
  ask: (family: FamilyId) => Promise<unknown>,
): Promise<void> {
  for (const family of families) await ask(family);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

const given = argumentsOf({ usage: USAGE, words: 1 });
const families = given && countOf('families', given.positionals[0] ?? '60');
if (families !== undefined) await measure(families);

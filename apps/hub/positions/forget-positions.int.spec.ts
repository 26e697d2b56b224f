import { readdirSync, readFileSync } from 'node:fs';
import {
  createPool,
  findLease,
  findState,
  migrateSchema,
  runProjection,
  waitForProjection,
} from '#read-store';
import { findToldUpTo } from '#journey';
import { projectPath } from '#platform';
import { added, talliesProjection } from '../../../libs/read-store/testing/tallies.projection.js';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { createTestDatabase } from '../../../test/support/database.js';
import { migrateIntake } from '../../intake/migrate-intake.js';
import { createCheckpoint } from '../../intake/reconsider/checkpoint.js';
import { putCheckpoint } from '../../projector/tell-publishers/checkpoint.js';
import { forgetPositions, POSITION_TABLES } from './forget-positions.js';

describe('Forgetting how far the hub has come', () => {
  let before: TestEngines;
  let after: TestEngines;

  beforeEach(async () => {
    [before, after] = await Promise.all([startTestEngines(), startTestEngines()]);
  });
  afterEach(async () => {
    await Promise.all([before.stop(), after.stop()]);
  });

  const append = async ({ store }: TestEngines, stream: string, cause: string, amount: number) => {
    const outcome = await store.append(stream, 'any', [added(stream, cause, amount)]);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.position;
  };
  /** Runs the view on the events of one store, on the database of the first, until it shows everything. */
  const project = async ({ store }: TestEngines) => {
    const { pool } = before;
    const run = runProjection({
      projection: talliesProjection,
      store,
      pool,
      idleCheckMs: 50,
      leaseCheckMs: 25,
    });
    await waitForProjection(pool, 'tallies', (await store.headPosition()) ?? 0n, { withinMs: 5_000 }).catch(
      () => undefined,
    );
    await run.stop();
    const { rows } = await pool.query<{ tally: string; total: number }>(
      'SELECT tally, total FROM tallies.tallies ORDER BY tally',
    );
    return rows.map(({ tally, total }) => `${tally} ${total}`);
  };
  /** The same events, with fewer before them, so that every position is another; then one more. */
  const moveToAfter = async () => {
    for (let at = 0; at < 30; at += 1) await append(before, 'other-1', `o${at}`, 1);
    for (const store of [before, after]) await append(store, 'tally-1', 'a', 2);
    expect(await project(before)).toEqual(['tally-1 2']);
    await append(after, 'tally-1', 'b', 3);
    await append(after, 'tally-2', 'c', 4);
  };

  it('lets every view be built anew from another store, and follow it', async () => {
    await moveToAfter();
    expect(await forgetPositions(before.pool)).toEqual({ views: 1, reconsidered: false, told: false });
    expect(await project(after)).toEqual(['tally-1 5', 'tally-2 4']);
    await append(after, 'tally-2', 'd', 5);
    expect(await project(after)).toEqual(['tally-1 5', 'tally-2 9']);
  });

  it('is needed: a view that remembers the old position misses what the new store holds', async () => {
    await moveToAfter();
    expect(await project(after)).not.toEqual(['tally-1 5', 'tally-2 4']);
  });

  it('forgets what was acted on and what publishers were told, where there was any', async () => {
    const { pool, databaseUrl } = before;
    await migrateIntake(databaseUrl);
    await migrateSchema(pool, { schema: 'telling', folder: 'apps/projector/tell-publishers/migrations' });
    await createCheckpoint(pool).put(7n);
    await putCheckpoint(pool, 8n);
    expect(await forgetPositions(pool)).toEqual({ views: 0, reconsidered: true, told: true });
    expect([await createCheckpoint(pool).find(), await findToldUpTo(pool)]).toEqual([undefined, undefined]);
    expect(await forgetPositions(pool)).toEqual({ views: 0, reconsidered: false, told: false });
  });

  it('is refused while any part is at work, and then forgets nothing', async () => {
    await append(before, 'tally-1', 'a', 2);
    await project(before);
    const elsewhere = createPool(before.databaseUrl, { max: 1 });
    const lease = await findLease(elsewhere, 'anything');
    await expect(forgetPositions(before.pool)).rejects.toMatchObject({ code: 'HUB.STILL_RUNNING' });
    expect((await findState(before.pool, 'tallies'))?.position).not.toBeNull();
    await lease?.release();
    await elsewhere.end();
    expect(await forgetPositions(before.pool)).toMatchObject({ views: 1 });
  });
});

describe('A database of somebody else', () => {
  it('is refused, rather than told that its hub has forgotten', async () => {
    const database = await createTestDatabase();
    const pool = createPool(database.url, { max: 1 });
    await expect(forgetPositions(pool)).rejects.toMatchObject({ code: 'HUB.NOTHING_KEPT' });
    await pool.end();
    await database.drop();
  });
});

describe('The tables whose positions are forgotten', () => {
  /** Tables that have a column for a position in the event store, by their migrations. */
  const positionTables = (sql: string): string[] =>
    [...sql.matchAll(/create table (\S+) \(([^;]*)\);/gi)].flatMap(([, name = '', columns = '']) =>
      /^\s*"?position"? bigint/im.test(columns) ? [name] : [],
    );
  const migrations = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sql') && !name.startsWith('event-store/'))
      .map((name) => readFileSync(projectPath(folder, name), 'utf8')),
  );

  it('are all that any migration makes, but for the history of rebuilds, from which nothing is resumed', () => {
    const found = migrations.flatMap(positionTables).filter((table) => table !== 'projections.rebuilds');
    expect(found.sort()).toEqual([...POSITION_TABLES].sort());
  });

  it('would be told apart from a new one', () => {
    const planted =
      'CREATE TABLE moonlight.followers (\n  name text PRIMARY KEY,\n  "position" bigint NOT NULL\n);';
    expect(positionTables(planted)).toEqual(['moonlight.followers']);
  });
});

import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { until } from '../../../../test/support/until.js';
import { findLease, type Lease } from './lease.js';
import { createPool } from './pool.js';
import { inTransaction } from './sql-client.js';

describe('The lease of a projection', () => {
  let database: TestDatabase;
  let mine: pg.Pool;
  let theirs: pg.Pool;

  beforeEach(async () => {
    database = await createTestDatabase();
    [mine, theirs] = [createPool(database.url), createPool(database.url)];
  });
  afterEach(async () => {
    await Promise.all([mine.end(), theirs.end()]);
    await database.drop();
  });

  const take = async (pool: pg.Pool): Promise<Lease> => {
    const lease = await findLease(pool, 'tallies');
    if (!lease) throw new Error('Somebody holds the lease');
    return lease;
  };
  const pidOf = async ({ client }: Lease) =>
    (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
  const shown = async (client: Pick<pg.ClientBase, 'query'>) =>
    (
      await client.query<{ name: string; setting: string }>(
        `SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY name`,
      )
    ).rows;

  it('says at once that it was lost with its connection, though nothing is asked of it', async () => {
    const held = await take(mine);
    await theirs.query('SELECT pg_terminate_backend($1)', [await pidOf(held)]);
    await until(() => held.lost.aborted);
    await held.release();
    await (await take(theirs)).release();
  });

  it.each(['idle', 'in a transaction'])(
    'passes on within ten seconds from a process that hangs %s',
    async (when) => {
      const held = await take(mine);
      if (when !== 'idle') await held.client.query('BEGIN');
      const query = held.client.query.bind(held.client);
      // What a paused process does: its connection stays open and nothing comes through it.
      held.client.query = (() => new Promise(() => undefined)) as typeof held.client.query;
      const since = performance.now();
      const next = await until(() => findLease(theirs, 'tallies'), { withinMs: 15_000, everyMs: 200 });
      expect(performance.now() - since).toBeLessThan(10_000);
      await until(() => held.lost.aborted);
      held.client.query = query;
      await held.release();
      await next.release();
    },
  );

  it('is kept by one that is busy for longer than a process may be silent', async () => {
    const held = await take(mine);
    await held.client.query('SELECT pg_sleep(8)');
    await expect(
      inTransaction(held.client, async () => {
        await held.client.query('SELECT 1 / 0');
      }),
    ).rejects.toMatchObject({ code: '22012' });
    expect([held.lost.aborted, await findLease(theirs, 'tallies')]).toEqual([false, undefined]);
    await held.release();
  });

  it('lets what is written through it wait for the disk, and leaves nothing behind on its connection', async () => {
    const held = await take(mine);
    expect((await shown(held.client)).map(({ name }) => name)).toEqual([
      'idle_in_transaction_session_timeout',
      'idle_session_timeout',
    ]);
    await held.client.query('SET synchronous_commit TO off');
    await held.release();
    const again = await mine.connect();
    expect(await shown(again)).toEqual([]);
    again.release();
  });
});

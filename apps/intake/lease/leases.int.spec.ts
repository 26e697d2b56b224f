import type pg from 'pg';
import { endPool } from '#feed/testing';
import { silentLogger } from '#platform';
import { createPool } from '#read-store';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { createLeases, type HeldLease } from './leases.js';
import { whileHeld } from './while-held.js';

describe('a lease', () => {
  let database: TestDatabase;
  let pools: readonly pg.Pool[];

  beforeEach(async () => {
    database = await createTestDatabase();
    pools = [createPool(database.url), createPool(database.url)];
  });
  afterEach(async () => {
    await Promise.all(pools.map(endPool));
    await database.drop();
  });

  const [mine, theirs] = [0, 1].map((at) => (name: string) => createLeases(pools[at] as pg.Pool)(name));
  const ask = (of: typeof mine) => of?.('work') as Promise<HeldLease | undefined>;
  const pidOf = async ({ client }: HeldLease) =>
    (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;

  it('is held by one process at a time, and by the next once it is given back', async () => {
    const held = await ask(mine);
    expect(await ask(theirs)).toBeUndefined();
    await held?.release();
    const next = await ask(theirs);
    expect(next?.lost.aborted).toBe(false);
    await next?.release();
  });

  it('passes on at once when its holder dies, which is told', async () => {
    const held = await ask(mine);
    const pid = held && (await pidOf(held));
    await pools[1]?.query('SELECT pg_terminate_backend($1)', [pid]);
    const next = await until(() => ask(theirs), { withinMs: 2_000 });
    await until(() => held?.lost.aborted);
    await held?.release();
    await next.release();
  });

  it('passes on within ten seconds when its holder hangs', async () => {
    const held = await ask(mine);
    const { client } = held as { readonly client: { query: unknown } };
    const { query } = client;
    // What a paused process does: its connection stays open and nothing comes through it.
    client.query = () => new Promise(() => undefined);
    const since = performance.now();
    const next = await until(() => ask(theirs), { withinMs: 15_000, everyMs: 200 });
    expect(performance.now() - since).toBeLessThan(10_000);
    await until(() => held?.lost.aborted);
    client.query = query;
    await held?.release();
    await next.release();
  });

  it('keeps one process at work, and lets the next go on once it stops', async () => {
    const at: string[] = [];
    const stops = [new AbortController(), new AbortController()];
    const done = stops.map((stop, one) =>
      whileHeld(
        {
          name: 'work',
          leases: createLeases(pools[one] as pg.Pool),
          logger: silentLogger,
          work: async (signal) => {
            at.push(`${one}`);
            await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
          },
        },
        stop.signal,
      ),
    );
    await until(() => at.length === 1);
    const first = Number(at[0]);
    stops[first]?.abort();
    await done[first];
    await until(() => at.length === 2);
    expect(at[1]).toBe(String(1 - first));
    stops[1 - first]?.abort();
    await done[1 - first];
  });
});

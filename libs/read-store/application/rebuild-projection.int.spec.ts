import fc from 'fast-check';
import type { EventStore, NewEvent } from '#event-store';
import { until } from '../../../test/support/until.js';
import { findState } from '../adapters/postgres/checkpoints.js';
import { findLease } from '../adapters/postgres/lease.js';
import { listRebuilds, RebuildTeller } from '../adapters/postgres/rebuilds.js';
import { startTestEngines, type TestEngines } from '../testing/engines.js';
import { added, happened, talliesProjection as projection } from '../testing/tallies.projection.js';
import { fingerprint } from './fingerprint.js';
import { rebuildProjection } from './rebuild-projection.js';
import { runProjection } from './run-projection.js';
import { waitForProjection } from './wait-for-projection.js';

interface Step {
  readonly stream: number;
  readonly amount: number;
  readonly part: string;
  readonly clears: boolean;
}

const history = fc.array(
  fc.record<Step>({
    stream: fc.nat(4),
    amount: fc.integer({ min: -9, max: 9 }),
    part: fc.constantFrom('a', 'b', 'c'),
    clears: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('Rebuilding a projection', () => {
  let engines: TestEngines;
  let sequence = 0;

  beforeEach(async () => {
    engines = await startTestEngines();
  });
  afterEach(() => engines.stop());

  const put = async (stream: string, event: NewEvent) => {
    const outcome = await engines.store.append(stream, 'any', [event]);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.position;
  };
  const putNext = (stream: string, amount: number, part = 'a') =>
    put(stream, added(stream, `${(sequence += 1)}`, amount, part));
  const live = (maxBatch = 500) =>
    runProjection({ ...engines, projection, idleCheckMs: 50, leaseCheckMs: 25, maxBatch });

  it('gives the rows of the live view, for any history and any size of batch', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (steps, maxBatch) => {
        const run = live(maxBatch);
        const prefix = `tally-${(sequence += 1)}`;
        let last = 0n;
        for (const [index, { stream, amount, part, clears }] of steps.entries()) {
          const name = `${prefix}-${stream}`;
          const event = clears
            ? { ...happened(name, 'Cleared'), id: added(name, `${index}`, 0).id }
            : added(name, `${index}`, amount, part);
          last = await put(name, event);
        }
        await waitForProjection(engines.pool, 'tallies', last);
        const before = await fingerprint(engines.pool, projection);
        await rebuildProjection({ ...engines, projection, maxBatch: 500 });
        const after = await fingerprint(engines.pool, projection);
        await run.stop();
        expect(after).toEqual(before);
      }),
      { numRuns: 12, seed: 20261123 },
    );
  });

  it('tells a changed row by the fingerprint', async () => {
    const run = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    const before = await fingerprint(engines.pool, projection);
    await engines.pool.query('UPDATE tallies.tallies SET total = total + 1');
    const after = await fingerprint(engines.pool, projection);
    await run.stop();
    expect(after['tallies']).not.toEqual(before['tallies']);
    expect(after['parts']).toEqual(before['parts']);
  });

  it('swaps under load, loses nothing and lets no reader see the view go back', async () => {
    const run = live();
    const totals: number[] = [];
    let loading = true;
    const load = (async () => {
      let sent = 0;
      for (; loading || sent < 100; sent += 1) await putNext(`tally-${sent % 5}`, 1);
      return sent;
    })();
    await until(async () => (await findState(engines.pool, 'tallies'))?.position != null);
    const reading = (async () => {
      while (loading) totals.push(await sum(engines));
    })();
    for (let round = 0; round < 3; round += 1)
      await rebuildProjection({ ...engines, projection, maxBatch: 50 });
    loading = false;
    const sent = await load;
    await reading;
    await until(async () => (await sum(engines)) === sent);
    await run.stop();
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(await findState(engines.pool, 'tallies')).toMatchObject({ generation: 4 });
    expect(await schemas(engines)).toEqual(['tallies']);
  });

  it('stops when asked although the store falls silent while it swaps in, and lets the live view go on', async () => {
    const run = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    const silent = silentAfterLoading(engines.store, async () =>
      waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1)),
    );
    const stopping = new AbortController();
    const { signal } = stopping;
    const ended = rebuildProjection({ ...engines, store: silent.store, projection, signal }).then(
      () => 'rebuilt',
      (error: { code: string }) => error.code,
    );
    await silent.reached;
    stopping.abort();
    const late = until(async () => undefined, { withinMs: 3_000 }).catch(() => 'still waiting');
    expect(await Promise.race([ended, late])).toBe('PROJECTION.REBUILD_STOPPED');
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    await run.stop();
    expect(await sum(engines)).toBe(3);
  });

  it('lets the live view go on while it makes up for what came meanwhile, however long that takes', async () => {
    const run = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    const silent = silentAfterLoading(engines.store, async () =>
      waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1)),
    );
    const stopping = new AbortController();
    const { signal } = stopping;
    const ended = rebuildProjection({ ...engines, store: silent.store, projection, signal }).catch(
      () => 'stopped',
    );
    await silent.reached;
    const waited = waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1), {
      withinMs: 2_000,
    });
    const outcome = await waited.then(
      () => 'level',
      () => 'held up',
    );
    stopping.abort();
    await ended;
    await run.stop();
    expect([outcome, await sum(engines)]).toEqual(['level', 3]);
  });

  it('keeps a runner of an older generation from writing', async () => {
    const run = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    await rebuildProjection({ ...engines, projection });
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    await run.stop();
    expect(await sum(engines)).toBe(2);
  });

  it('starts anew after a rebuild that died half way', async () => {
    const last = await putNext('tally-1', 3);
    await engines.pool.query('CREATE SCHEMA tallies__next; CREATE TABLE tallies__next.tallies (x int)');
    await rebuildProjection({ ...engines, projection });
    expect([await sum(engines), (await findState(engines.pool, 'tallies'))?.position]).toEqual([3, last]);
  });

  it('refuses a second rebuild of the same projection at once', async () => {
    const lease = await findLease(engines.pool, 'tallies__next');
    await expect(rebuildProjection({ ...engines, projection })).rejects.toMatchObject({
      code: 'PROJECTION.REBUILD_RUNNING',
    });
    await lease?.release();
  });

  it('tells whoever watches how it went', async () => {
    await putNext('tally-1', 1);
    await rebuildProjection({ ...engines, projection });
    expect(await listRebuilds(engines.pool)).toMatchObject([{ name: 'tallies', state: 'done', events: 1n }]);
    await put('tally-2', happened('tally-2', 'Unheard'));
    await expect(rebuildProjection({ ...engines, projection })).rejects.toThrow();
    expect(await listRebuilds(engines.pool)).toMatchObject([{ name: 'tallies', state: 'failed' }]);
  });

  it('goes on telling while it makes keys and indexes, however long that takes', async () => {
    await putNext('tally-1', 1);
    const reader = await engines.pool.connect();
    const { store } = silentAfterLoading(engines.store, async () => {
      await reader.query('BEGIN; LOCK TABLE tallies__next.tallies IN ACCESS SHARE MODE');
    });
    const ended = rebuildProjection({ ...engines, store, projection });
    const toldAt = async () => (await listRebuilds(engines.pool))[0]?.toldAt.getTime() ?? 0;
    const isWaiting = async () =>
      (await engines.pool.query('SELECT FROM pg_locks WHERE NOT granted')).rowCount === 1;
    await until(isWaiting);
    const before = await toldAt();
    await until(async () => (await toldAt()) > before, {
      withinMs: 5_000,
      what: 'a rebuild that tells',
    }).finally(async () => {
      await reader.query('COMMIT');
      reader.release();
    });
    expect((await ended).events).toBe(1);
  });

  it('leaves the live view alone when an event cannot be projected', async () => {
    const run = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    await put('tally-2', happened('tally-2', 'Unheard'));
    await expect(rebuildProjection({ ...engines, projection })).rejects.toMatchObject({
      code: 'PROJECTION.UNKNOWN_EVENT',
    });
    await run.stop();
    expect(await sum(engines)).toBe(1);
  });

  it('keeps nothing of what it had built, which no erasure would reach, where it fails', async () => {
    const run = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    await put('tally-2', happened('tally-2', 'Unheard'));
    await expect(rebuildProjection({ ...engines, projection })).rejects.toThrow();
    await run.stop();
    expect(await schemas(engines)).toEqual(['tallies']);
  });

  it('leaves nothing behind for long where it is killed, but is let alone while it runs', async () => {
    await engines.pool.query('CREATE SCHEMA tallies__next; CREATE SCHEMA tallies__retired');
    const rebuild = await findLease(engines.pool, 'tallies__next');
    await new RebuildTeller(engines.pool, 'tallies').began();
    const before = live();
    await waitForProjection(engines.pool, 'tallies', await putNext('tally-1', 1));
    await before.stop();
    expect(await schemas(engines)).toEqual(['tallies', 'tallies__next', 'tallies__retired']);
    expect(await listRebuilds(engines.pool)).toMatchObject([{ state: 'running' }]);
    await rebuild?.release();
    const after = live();
    await until(async () => (await schemas(engines)).length === 1);
    await after.stop();
    expect(await schemas(engines)).toEqual(['tallies']);
    expect(await listRebuilds(engines.pool)).toMatchObject([{ state: 'failed' }]);
  });
});

/** Has the live view move on when the history is read; who then asks for what came since hears nothing. */
function silentAfterLoading(store: EventStore, moveOn: () => Promise<void>) {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const subscribe: EventStore['subscribe'] = (options, handle) => {
    if (options.after === undefined)
      return store.subscribe(options, async (batch) => {
        if (batch.caughtUp) await moveOn();
        await handle(batch);
      });
    reach();
    let end = () => {};
    const done = new Promise<void>((resolve) => (end = resolve));
    return { done, stop: async () => end() };
  };
  return { store: { ...store, subscribe }, reached };
}

async function sum({ pool }: TestEngines): Promise<number> {
  const { rows } = await pool.query<{ sum: number }>(
    'SELECT coalesce(sum(total), 0)::int AS sum FROM tallies.tallies',
  );
  return rows[0]?.sum ?? 0;
}

async function schemas({ pool }: TestEngines): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'tallies%' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

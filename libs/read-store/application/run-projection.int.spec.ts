import type { StorePosition } from '#event-store';
import { defect, unavailable } from '#platform';
import { until } from '../../../test/support/until.js';
import type { Projection } from '../ports.js';
import { findState } from '../adapters/postgres/checkpoints.js';
import { findLease } from '../adapters/postgres/lease.js';
import { tellFault, watchProjections } from '../adapters/postgres/watching.js';
import { startTestEngines, type TestEngines } from '../testing/engines.js';
import { added, happened, talliesProjection } from '../testing/tallies.projection.js';
import { fingerprint } from './fingerprint.js';
import type { ProjectionRun, RunOptions } from './projection-run.js';
import { createPool } from '../adapters/postgres/pool.js';
import { REBUILDS_AT_ONCE } from './rebuild-lanes.js';
import { runProjection } from './run-projection.js';
import { waitForProjection } from './wait-for-projection.js';

describe('Running a projection', () => {
  let engines: TestEngines;
  const runs: ProjectionRun[] = [];

  beforeEach(async () => {
    engines = await startTestEngines();
  });
  afterEach(async () => {
    await Promise.all(runs.splice(0).map((run) => run.stop()));
    await engines.stop();
  });

  const start = (projection: Projection = talliesProjection, options: Partial<RunOptions> = {}) => {
    const { store, pool } = engines;
    const run = runProjection({ projection, store, pool, idleCheckMs: 50, leaseCheckMs: 25, ...options });
    runs.push(run);
    return run;
  };
  const append = async (
    stream: string,
    ...events: Parameters<TestEngines['store']['append']>[2][number][]
  ) => {
    const outcome = await engines.store.append(stream, 'any', events);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.position;
  };
  const total = async (tally: string) => {
    const { rows } = await engines.pool.query<{ total: number }>(
      'SELECT total FROM tallies.tallies WHERE tally = $1',
      [tally],
    );
    return rows[0]?.total;
  };
  const level = (position: StorePosition) => waitForProjection(engines.pool, 'tallies', position);

  it('projects what was there before and what comes after', async () => {
    const before = await append('tally-1', added('tally-1', 'a', 2), added('tally-1', 'b', 3, 'x"\\{,}'));
    start();
    await level(before);
    expect(await total('tally-1')).toBe(5);
    await level(await append('tally-1', added('tally-1', 'c', 4)));
    expect(await total('tally-1')).toBe(9);
    const { rows } = await engines.pool.query('SELECT parts, latest FROM tallies.tallies');
    expect(rows).toEqual([{ parts: ['a', 'x"\\{,}'], latest: { amount: 4, part: 'a' } }]);
  });

  it('takes what comes soon after another batch together, and the first after a pause at once', async () => {
    const batches: number[] = [];
    let applied = 0;
    const run = start(talliesProjection, {
      paceMs: 300,
      onProgress: ({ eventsApplied }) => {
        if (eventsApplied > applied) batches.push(eventsApplied - applied);
        applied = eventsApplied;
      },
    });
    await until(() => run.status().caughtUp);
    await level(await append('tally-1', added('tally-1', 'a', 1)));
    let last: StorePosition = 0n;
    for (const part of ['b', 'c', 'd', 'e']) last = await append('tally-1', added('tally-1', part, 1));
    await level(last);
    expect(batches).toEqual([1, 4]);
  });

  it('deletes a row whose fold ends in nothing', async () => {
    start();
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    await level(await append('tally-1', happened('tally-1', 'Cleared')));
    expect(await total('tally-1')).toBeUndefined();
  });

  it('resumes after its checkpoint and applies nothing twice', async () => {
    const first = start();
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    await first.stop();
    const last = await append('tally-1', added('tally-1', 'b', 5));
    const second = start();
    await level(last);
    expect(await total('tally-1')).toBe(7);
    expect(second.status().eventsApplied).toBe(1);
  });

  it('says that it is level although nothing of its own streams is new, and keeps its resume position', async () => {
    start();
    const own = await append('tally-1', added('tally-1', 'a', 2));
    await level(own);
    await level(await append('other-1', added('other-1', 'a', 1)));
    expect((await findState(engines.pool, 'tallies'))?.position).toBe(own);
  });

  it('stops at an event it cannot project, keeps what came before, and never skips it', async () => {
    const run = start();
    const before = await append('tally-1', added('tally-1', 'a', 2));
    await append('tally-2', happened('tally-2', 'Unheard'));
    const after = await append('tally-3', added('tally-3', 'a', 9));
    await until(() => run.status().state === 'stopped');
    expect(run.status()).toMatchObject({
      code: 'PROJECTION.UNKNOWN_EVENT',
      stoppedAt: { stream: 'tally-2', type: 'Unheard' },
    });
    expect((await findState(engines.pool, 'tallies'))?.position).toBe(before);
    expect([await total('tally-1'), await total('tally-3')]).toEqual([2, undefined]);
    run.resume();
    await until(() => run.status().state === 'stopped' && run.status().stoppedAt !== undefined);
    await expect(waitForProjection(engines.pool, 'tallies', after, { withinMs: 200 })).rejects.toMatchObject({
      code: 'PROJECTION.BEHIND',
    });
  });

  it('goes on past the event once the program can read it', async () => {
    const run = start();
    await append('tally-2', happened('tally-2', 'Unheard'));
    await until(() => run.status().state === 'stopped');
    start(readingUnheard);
    const after = await append('tally-3', added('tally-3', 'a', 9));
    await level(after);
    expect(await total('tally-3')).toBe(9);
  });

  it('tries again after a transient fault', async () => {
    let faults = 2;
    const projection: Projection = {
      ...talliesProjection,
      open: async (events) => {
        if (faults-- > 0) throw unavailable('VAULT.UNAVAILABLE', 'The key service did not answer');
        return events;
      },
    };
    start(projection);
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    expect([await total('tally-1'), faults]).toEqual([2, -1]);
  });

  it('writes rows and checkpoint together or not at all', async () => {
    const run = start();
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    const state = await findState(engines.pool, 'tallies');
    await engines.pool.query(REFUSE_CHECKPOINT);
    await append('tally-1', added('tally-1', 'b', 5));
    await until(() => run.status().state === 'stopped');
    expect(await total('tally-1')).toBe(2);
    expect((await findState(engines.pool, 'tallies'))?.position).toBe(state?.position);
    await engines.pool.query('DROP TRIGGER refuse ON projections.state');
    run.resume();
    await until(async () => (await total('tally-1')) === 7);
  });

  it('lets one of two runners work and the other take over when the first goes', async () => {
    const first = start();
    await until(() => first.status().state === 'running');
    const second = start();
    await until(() => second.status().state === 'waiting');
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    expect(second.status().eventsApplied).toBe(0);
    await first.stop();
    await level(await append('tally-1', added('tally-1', 'b', 3)));
    expect([second.status().state, await total('tally-1')]).toEqual(['running', 5]);
  });

  it('carries on when its connection is cut', async () => {
    const run = start();
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    await engines.pool.query(CUT_LEASES);
    await level(await append('tally-1', added('tally-1', 'b', 3)));
    expect(await total('tally-1')).toBe(5);
    await until(() => run.status().state === 'running');
  });

  it('takes its view up again when its connection is cut while nothing comes', async () => {
    const run = start();
    await until(() => run.status().caughtUp);
    await engines.pool.query(CUT_LEASES);
    await until(async () => (await watchProjections(engines.pool))[0]?.held, { what: 'a view that is held' });
    await until(() => run.status().state === 'running' && run.status().caughtUp);
  });

  it('takes back what a process said of the view that lost it, or only waited for it', async () => {
    const run = start();
    await until(() => run.status().caughtUp);
    await tellFault(engines.pool, 'tallies', 'PROJECTION.REFUSED_57P01');
    await until(async () => (await watchProjections(engines.pool))[0]?.code === null, {
      withinMs: 5_000,
      what: 'a view without a fault',
    });
  });

  it('tries again as soon after a fault as the first time, where it was level in between and had nothing to do', async () => {
    let faults = 4;
    const headPosition = async () => {
      if (faults-- > 0) throw unavailable('EVENTSTORE.UNAVAILABLE', 'Away');
      return engines.store.headPosition();
    };
    const seen: string[] = [];
    const onProgress = ({ state }: { state: string }) => void (seen.at(-1) !== state && seen.push(state));
    const run = start(talliesProjection, {
      store: { ...engines.store, headPosition },
      onProgress,
      idleCheckMs: 60_000,
    });
    await until(() => run.status().caughtUp);
    faults = 1;
    seen.length = 0;
    await engines.pool.query(CUT_LEASES);
    await until(() => seen.includes('retrying'));
    const since = performance.now();
    await until(() => run.status().caughtUp);
    expect(performance.now() - since).toBeLessThan(1_000);
  });

  it('builds a new version beside the old one and swaps it in', async () => {
    const old = start();
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    await old.stop();
    start(doubling);
    await until(async () => (await total('tally-1')) === 4);
    expect(await findState(engines.pool, 'tallies')).toMatchObject({ version: 2, generation: 2 });
  });

  it('waits for a rebuild that another process has not let go of yet, and then goes on by itself', async () => {
    const old = start();
    await level(await append('tally-1', added('tally-1', 'a', 2)));
    await old.stop();
    const held = await findLease(engines.pool, 'tallies__next');
    const next = start(doubling);
    await until(() => next.status().code === 'PROJECTION.REBUILD_RUNNING');
    expect(next.status().state).toBe('retrying');
    await held?.release();
    await until(async () => (await total('tally-1')) === 4);
    expect(await findState(engines.pool, 'tallies')).toMatchObject({ version: 2, generation: 2 });
  });

  it('builds every view anew at once, as after an upgrade, on hardly more connections than there are views', async () => {
    const last = await append('tally-1', added('tally-1', 'a', 2));
    const views = Array.from({ length: 8 }, (_, at) => ({ ...talliesProjection, name: `tallies${at}` }));
    const before = views.map((view) => start(view));
    await until(() => before.every((run) => run.status().caughtUp));
    await Promise.all(runs.splice(0).map((run) => run.stop()));
    const pool = createPool(engines.databaseUrl, { max: views.length + 2 * REBUILDS_AT_ONCE });
    const after = views.map((view) => start({ ...view, version: 2 }, { pool }));
    await until(() => after.every((run) => run.status().state === 'running' && run.status().caughtUp));
    for (const { name } of views) {
      await waitForProjection(pool, name, last);
      expect(await findState(pool, name)).toMatchObject({ version: 2, generation: 2 });
    }
    await Promise.all(runs.splice(0).map((run) => run.stop()));
    await pool.end();
  });

  it('refuses to run an older version over a newer one', async () => {
    const newer = start(doubling);
    await until(() => newer.status().state === 'running');
    await newer.stop();
    const older = start();
    await until(() => older.status().state === 'stopped');
    expect(older.status().code).toBe('PROJECTION.VERSION_BEHIND');
  });

  it.each([
    ['the character zero', 'x\0y'],
    ['half a character', 'x\ud83dy'],
  ])('keeps what PostgreSQL cannot store from stopping it: %s', async (_what, part) => {
    start();
    await level(await append('tally-1', added('tally-1', 'a', 2, part)));
    const { rows } = await engines.pool.query('SELECT latest FROM tallies.tallies');
    expect(rows).toEqual([{ latest: { amount: 2, part: 'x\uFFFDy' } }]);
    expect(await fingerprint(engines.pool, talliesProjection)).toMatchObject({ parts: { rows: 1 } });
  });
});

const [tallies, ...others] = talliesProjection.tables;
if (!tallies) throw defect('TEST.SET_UP', 'The tallies projection has no table');

const readingUnheard: Projection = {
  ...talliesProjection,
  tables: [
    { ...tallies, keysOf: (event) => (event.type === 'Unheard' ? [] : tallies.keysOf(event)) },
    ...others,
  ],
};

const doubling: Projection = {
  ...talliesProjection,
  version: 2,
  open: async (events) =>
    events.map((event) => ({
      ...event,
      data: { ...(event.data as object), amount: (event.data as { amount: number }).amount * 2 },
    })),
};

const REFUSE_CHECKPOINT = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
  CREATE TRIGGER refuse BEFORE UPDATE OF "position" ON projections.state FOR EACH ROW EXECUTE FUNCTION refuse()`;
const CUT_LEASES = `SELECT pg_terminate_backend(pid) FROM pg_locks
  WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

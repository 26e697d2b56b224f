import type { EventStore, StorePosition } from '#event-store';
import { until } from '../../../test/support/until.js';
import { startTestEngines, type TestEngines } from '../testing/engines.js';
import { added, talliesProjection } from '../testing/tallies.projection.js';
import type { ProjectionRun } from './projection-run.js';
import { runProjection } from './run-projection.js';
import { waitForProjection } from './wait-for-projection.js';

/** Positions are given out a second time there, and whoever stands beyond them would pass over what is stored under them. */
describe('A view whose event store was put back from an older copy', () => {
  let today: TestEngines;
  let yesterday: TestEngines;
  const runs: ProjectionRun[] = [];

  beforeEach(async () => {
    [today, yesterday] = await Promise.all([startTestEngines(), startTestEngines()]);
    for (const part of ['a', 'b', 'c']) await append(today.store, part);
  });
  afterEach(async () => {
    await Promise.all(runs.splice(0).map((run) => run.stop()));
    await Promise.all([today.stop(), yesterday.stop()]);
  });

  const append = async (store: EventStore, part: string): Promise<StorePosition> => {
    const outcome = await store.append('tally-1', 'any', [added('tally-1', part, 1)]);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.position;
  };
  const start = (store: EventStore) => {
    const { pool } = today;
    const run = runProjection({
      projection: talliesProjection,
      ...{ store, pool },
      ...{ idleCheckMs: 50, leaseCheckMs: 25 },
    });
    runs.push(run);
    return run;
  };
  const stopped = (run: ProjectionRun) =>
    until(() => run.status().state === 'stopped', { what: 'a view that stopped' });

  it('stops at its start, with what to do', async () => {
    const before = start(today.store);
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'd'));
    await before.stop();
    await append(yesterday.store, 'a');
    const run = start(yesterday.store);
    await stopped(run);
    expect(run.status()).toMatchObject({ code: 'EVENT_STORE.PUT_BACK', caughtUp: false });
  });

  it('stops while it runs, before it would miss what is stored next', async () => {
    let store: EventStore = today.store;
    const run = start({
      ...today.store,
      subscribe: (options, handle) => store.subscribe(options, handle),
      headPosition: () => store.headPosition(),
    });
    await until(() => run.status().caughtUp);
    store = yesterday.store;
    await stopped(run);
    expect(run.status()).toMatchObject({ code: 'EVENT_STORE.PUT_BACK' });
  });

  it('stops at its start where the store has grown past its place since', async () => {
    const before = start(today.store);
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'd'));
    await before.stop();
    for (const part of ['a', 'b', 'c', 'another', 'e', 'f']) await append(yesterday.store, part);
    const run = start(yesterday.store);
    await stopped(run);
    expect(run.status()).toMatchObject({ code: 'EVENT_STORE.PUT_BACK', caughtUp: false });
  });

  it('stops while it runs where the store has grown past its place before anybody looked', async () => {
    let store: EventStore = today.store;
    const run = start({
      ...today.store,
      subscribe: (options, handle) => store.subscribe(options, handle),
      headPosition: () => store.headPosition(),
      eventAt: (position) => store.eventAt(position),
    });
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'd'));
    for (const part of ['a', 'b', 'c', 'another', 'e', 'f']) await append(yesterday.store, part);
    store = yesterday.store;
    await stopped(run);
    expect(run.status()).toMatchObject({ code: 'EVENT_STORE.PUT_BACK' });
  });

  it('goes on where a program that keeps no ids went on since', async () => {
    const before = start(today.store);
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'd'));
    await before.stop();
    const next = await append(today.store, 'e');
    await today.pool.query('UPDATE projections.state SET "position" = $1', [next.toString()]);
    const run = start(today.store);
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'f'));
    expect(run.status().state).toBe('running');
  });

  it('goes on where the store let go of the event that it applied last', async () => {
    const before = start(today.store);
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'd'));
    await before.stop();
    const run = start({ ...today.store, eventAt: async () => undefined });
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'e'));
    expect(run.status().state).toBe('running');
  });

  it('goes on where the store holds all that it has applied', async () => {
    await start(today.store).stop();
    const run = start(today.store);
    await waitForProjection(today.pool, 'tallies', await append(today.store, 'e'));
    expect(run.status().state).toBe('running');
  });
});

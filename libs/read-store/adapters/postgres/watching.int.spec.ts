import { defect } from '#platform';
import { until } from '../../../../test/support/until.js';
import { runProjection } from '../../application/run-projection.js';
import type { ProjectionRun } from '../../application/projection-run.js';
import type { Projection } from '../../ports.js';
import { startTestEngines, type TestEngines } from '../../testing/engines.js';
import { added, talliesProjection } from '../../testing/tallies.projection.js';
import { watchProjections } from './watching.js';

describe('Watching projections from another process', () => {
  let engines: TestEngines;
  let run: ProjectionRun | undefined;

  beforeEach(async () => {
    engines = await startTestEngines();
  });
  afterEach(async () => {
    await run?.stop();
    await engines.stop();
  });

  const start = (projection: Projection = talliesProjection) => {
    run = runProjection({ ...engines, projection, idleCheckMs: 50, leaseCheckMs: 25 });
    return run;
  };
  const seen = async () => (await watchProjections(engines.pool))[0];

  it('shows that one runs, how far it is, and when nobody runs it any more', async () => {
    const stored = await engines.store.append('tally-1', 'any', [added('tally-1', 'a', 2)]);
    start();
    await until(async () => stored.ok && (await seen())?.levelTo === stored.position);
    expect(await seen()).toMatchObject({ name: 'tallies', held: true, code: null, version: 1 });
    await run?.stop();
    expect(await seen()).toMatchObject({ held: false });
  });

  it('shows by its code what stopped one, and forgets it once it goes on', async () => {
    let broken = true;
    const tables = talliesProjection.tables.map((table) => {
      const evolve: typeof table.evolve = (row, event, key) => {
        if (broken) throw defect('TALLY.BROKEN', 'This tally cannot be kept');
        return table.evolve(row, event, key);
      };
      return { ...table, evolve };
    });
    await engines.store.append('tally-1', 'any', [added('tally-1', 'a', 2)]);
    start({ ...talliesProjection, tables });
    await until(async () => run?.status().state === 'stopped');
    expect(await seen()).toMatchObject({ held: false, code: 'TALLY.BROKEN' });
    broken = false;
    run?.resume();
    await until(async () => (await seen())?.code === null);
    expect(await seen()).toMatchObject({ held: true });
  });
});

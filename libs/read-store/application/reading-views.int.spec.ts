import type pg from 'pg';
import { createPool } from '../adapters/postgres/pool.js';
import { forgetStates } from '../adapters/postgres/checkpoints.js';
import { startTestEngines, type TestEngines } from '../testing/engines.js';
import { added, talliesProjection as projection } from '../testing/tallies.projection.js';
import { checkViews, readingViews, viewsFit, type View } from './reading-views.js';
import { rebuildProjection } from './rebuild-projection.js';
import { runProjection } from './run-projection.js';
import { waitForProjection } from './wait-for-projection.js';

const QUESTION = 'SELECT total FROM tallies.tallies WHERE tally = $1';
const REFUSED = { code: 'VIEW.OTHER_VERSION', retryable: true };

describe('Reading views', () => {
  let engines: TestEngines;
  const pools: pg.Pool[] = [];

  beforeEach(async () => {
    engines = await startTestEngines();
  });
  afterEach(async () => {
    for (const pool of pools.splice(0)) await pool.end();
    await engines.stop();
  });

  /** As a program of this version reads. */
  const readerOf = (version: number, ...others: readonly View[]): pg.Pool => {
    const url = engines.pool.options.connectionString ?? '';
    const pool = readingViews(createPool(url, { max: 1 }), [{ name: 'tallies', version }, ...others]);
    pools.push(pool);
    return pool;
  };
  const totalOf = async (pool: pg.Pool): Promise<unknown> => {
    const { rows } = await pool.query<{ total: number }>(QUESTION, ['tally-1']);
    return rows[0]?.total;
  };

  async function projected(): Promise<void> {
    const outcome = await engines.store.append('tally-1', 'any', [added('tally-1', '1', 5)]);
    if (!outcome.ok) throw new Error(outcome.reason);
    const run = runProjection({ ...engines, projection });
    await waitForProjection(engines.pool, projection.name, outcome.position);
    await run.stop();
  }

  it('is answered from a view of the version that is asked for', async () => {
    await projected();
    const pool = readerOf(1);
    expect(await viewsFit(pool)).toBe(true);
    expect(await totalOf(pool)).toBe(5);
  });

  it('is refused while the view of a version before stands, and answered once this one is built', async () => {
    await projected();
    const pool = readerOf(2);
    expect(await viewsFit(pool)).toBe(false);
    await expect(totalOf(pool)).rejects.toMatchObject(REFUSED);
    await expect(pool.query({ text: QUESTION, values: ['tally-1'] })).rejects.toMatchObject(REFUSED);
    await expect(checkViews(pool, QUESTION)).rejects.toMatchObject(REFUSED);
    await rebuildProjection({ ...engines, projection: { ...projection, version: 2 } });
    expect(await viewsFit(pool)).toBe(true);
    expect(await totalOf(pool)).toBe(5);
  });

  it('is refused by a program of a version before, once the view of a later one was swapped in', async () => {
    await projected();
    await rebuildProjection({ ...engines, projection: { ...projection, version: 2 } });
    await expect(totalOf(readerOf(1))).rejects.toMatchObject(REFUSED);
  });

  it('is refused where the view counts as of another event store', async () => {
    await projected();
    await forgetStates(engines.pool);
    await expect(totalOf(readerOf(1))).rejects.toMatchObject(REFUSED);
  });

  it('is refused, not failed, where no such view was ever built', async () => {
    await expect(totalOf(readerOf(1))).rejects.toMatchObject(REFUSED);
  });

  it('is held up by no other view than those that are asked', async () => {
    await projected();
    const pool = readerOf(1, { name: 'others', version: 1 });
    expect(await viewsFit(pool)).toBe(false);
    expect(await totalOf(pool)).toBe(5);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('is not held up where a pool reads no view of a version', async () => {
    await projected();
    expect(await viewsFit(engines.pool)).toBe(true);
    await checkViews(engines.pool, QUESTION);
    expect(await totalOf(engines.pool)).toBe(5);
  });
});

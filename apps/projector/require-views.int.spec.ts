import type pg from 'pg';
import { createPool, migrateReadStore, runProjection } from '#read-store';
import { startTestEngines, talliesProjection } from '#read-store/testing';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { until } from '../../test/support/until.js';
import { requireViews } from './require-views.js';

describe('The database that views are to be rebuilt in', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  it('is refused where it holds nothing of a hub, and nothing is made in it', async () => {
    await expect(requireViews(pool)).rejects.toMatchObject({ code: 'PROJECTION.NO_VIEWS' });
    const { rows } = await pool.query("SELECT FROM pg_namespace WHERE nspname = 'projections'");
    expect(rows).toEqual([]);
  });

  it('is refused where no projector has run yet', async () => {
    await migrateReadStore(pool);
    await expect(requireViews(pool)).rejects.toMatchObject({ code: 'PROJECTION.NO_VIEWS' });
  });

  it('is taken where a view is', async () => {
    const engines = await startTestEngines();
    const run = runProjection({ ...engines, projection: talliesProjection });
    await until(() => run.status().caughtUp);
    await requireViews(engines.pool);
    await run.stop();
    await engines.stop();
  });
});

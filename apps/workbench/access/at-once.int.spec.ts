import { until } from '../../../test/support/until.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';
import { MOST_AT_ONCE } from './at-once.interceptor.js';

const WAITING = `
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('Somebody who is signed in', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());

  it('has no more pages in hand at once than a browser with many tabs asks for, and holds nobody else up', async () => {
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const manager = await world.signIn('Grace Okafor', 'SCREENING');
    const slow = await world.pool.connect();
    await slow.query('BEGIN; LOCK TABLE connections.connections IN ACCESS EXCLUSIVE MODE');
    const asked = Array.from({ length: MOST_AT_ONCE }, () => analyst.get('/connections'));
    try {
      const held = async () => ((await world.pool.query(WAITING)).rowCount ?? 0) >= MOST_AT_ONCE;
      await until(held, { what: 'every page that was asked for' });
      const one = await analyst.get('/search');
      expect([one.status, one.$('h1').text()]).toEqual([429, 'Too many pages at once']);
      expect((await manager.get('/search')).status).toBe(200);
      expect((await world.visitor().get('/help')).status).toBe(200);
    } finally {
      await slow.query('ROLLBACK');
      slow.release();
    }
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200));
    expect((await analyst.get('/search')).status).toBe(200);
  });
});

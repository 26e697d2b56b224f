import { until } from '../../../test/support/until.js';
import { familyIsParked } from '../testing/troubled-hub.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

describe('A session', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());

  it('stays ended where a form that was sent before signing out is answered after it', async () => {
    await familyIsParked(world);
    const operator = await world.signIn('Robin Hale');
    const screen = await operator.get('/ops');
    const parked = await operator.get(screen.$('#parked a').attr('href') ?? '');
    const held = world.gate.hold();
    const asking = operator.submit(parked, {});
    await held.reached;
    await operator.submit(screen, {}, 'form[action="/sign-out"]');
    held.release();
    // Its answer brings the cookie of the ended session, and a browser goes on with that.
    expect(new URL((await asking).url).pathname).toBe('/signed-out/idle');
    expect((await operator.get('/ops')).url).not.toContain(world.baseUrl);
    const { rows } = await world.pool.query("SELECT FROM sessions.session WHERE sess::jsonb ? 'viewer'");
    expect(rows).toEqual([]);
  });

  it('keeps what was stated in it, though its first writing to the store is slow', async () => {
    await world.pool.query(`
      CREATE FUNCTION sessions.linger() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(0.4); RETURN NEW; END';
      CREATE TRIGGER linger BEFORE INSERT ON sessions.session FOR EACH ROW EXECUTE FUNCTION sessions.linger()`);
    const writing = `SELECT FROM pg_stat_activity WHERE state = 'active' AND datname = current_database()
      AND query LIKE 'INSERT INTO "sessions"%'`;
    try {
      const analyst = await world.signIn('Asha Rahman', 'SCREENING');
      await until(async () => (await world.pool.query(writing)).rowCount === 0, { what: 'every writing' });
      expect(new URL((await analyst.get('/search')).url).pathname).toBe('/search');
    } finally {
      await world.pool.query('DROP FUNCTION sessions.linger CASCADE');
    }
  });
});

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
});

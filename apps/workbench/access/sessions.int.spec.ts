import { agreementEvent, child, itemEvent } from '../../intake/testing/events.js';
import { until } from '../../../test/support/until.js';
import { familyIsParked } from '../testing/troubled-hub.js';
import { heldStatements } from '../testing/held-statements.js';
import type { Answer } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const SOUGHT = {
  given: 'Example',
  family: 'Child-X',
  'birth-day': '4',
  'birth-month': '5',
  'birth-year': '2017',
};
const EMERGENCY = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{ judgeName: 'P. Sergeant', judgeRole: 'Duty sergeant', judgeOrganisation: 'Police' },
  limb: 'CANNOT_OBTAIN',
};

describe('A session', () => {
  const held = heldStatements('UPDATE sessions.session SET sess');
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ readThrough: (pool) => held.through(pool) });
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

  /** Sends a form, and another in another tab once the first has done all but store its session. */
  async function overlapping(
    first: () => Promise<Answer>,
    meanwhile: () => Promise<Answer>,
  ): Promise<Answer> {
    const storing = held.next();
    const answering = first();
    await storing.reached;
    await meanwhile();
    storing.release();
    return answering;
  }

  it('keeps the purpose that one tab states while another answers for the one before', async () => {
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const search = await analyst.get('/search');
    const purpose = await analyst.get('/sign-in/purpose');
    const found = await overlapping(
      () => analyst.submit(search, SOUGHT),
      () => analyst.submit(purpose, { purpose: 'S47', reference: 'C-7KQ2' }),
    );
    const now = await analyst.get('/search');
    expect(now.$('body').text()).toContain('Purpose: Child protection enquiry, C-7KQ2');
    // What was typed for the purpose of before is not looked for under this one.
    expect(new URL(found.url).pathname).toBe('/search');
  });

  it('opens no emergency view under another purpose than that for which it was opened', async () => {
    const subject = child('Child-S-1');
    await world.tell(
      agreementEvent('A-S-1', { subject, reference: 'ATS-S-1' }),
      itemEvent('E-S-1', { subject }),
    );
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const results = await analyst.submit(await analyst.get('/search'), {
      given: 'Example',
      family: 'Child-Child-S-1',
      'birth-day': '4',
      'birth-month': '5',
      'birth-year': '2017',
    });
    const timeline = results.$('a[href^="/families/"]').attr('href') ?? '';
    const form = await analyst.get(timeline.replace(/^\/families\/([^/]+)\/.*/, '/break-glass/$1'));
    const purpose = await analyst.get('/sign-in/purpose');
    const opened = await overlapping(
      () => analyst.submit(form, EMERGENCY),
      () => analyst.submit(purpose, { purpose: 'S47', reference: 'C-7KQ2' }),
    );
    expect(opened.$('body').text()).toContain('Purpose: Child protection enquiry, C-7KQ2');
    expect(opened.$('.moj-alert')).toHaveLength(0);
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

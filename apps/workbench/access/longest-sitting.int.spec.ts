import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';
import type { Answer } from '../testing/visitor.js';
import { LONGEST_MS } from './longest-sitting.js';

const MINUTE = 60_000;

describe('A sitting', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.pool.query('DELETE FROM sessions.session'));

  /** As if everybody had signed in so much earlier. */
  const signedInEarlier = (ms: number) =>
    world.pool.query(
      `UPDATE sessions.session
       SET sess = jsonb_set(sess::jsonb, '{endsAt}', to_jsonb((sess ->> 'endsAt')::bigint - $1::bigint))`,
      [ms],
    );
  const minutesOfCookie = ({ hops }: Answer): number => {
    const [line = ''] = hops.at(-1)?.headers.getSetCookie() ?? [];
    const ends = new Date(/Expires=([^;]*)/.exec(line)?.[1] ?? '');
    return Math.round((ends.getTime() - Date.now()) / MINUTE);
  };

  it('goes on for an hour after each page', async () => {
    const operator = await world.signIn('Robin Hale');
    expect(minutesOfCookie(await operator.get('/ops'))).toBe(60);
  });

  it('goes on no longer than twelve hours after signing in, whoever keeps it busy', async () => {
    const operator = await world.signIn('Robin Hale');
    await signedInEarlier(LONGEST_MS - 10 * MINUTE);
    expect(minutesOfCookie(await operator.get('/ops'))).toBe(10);
    const { rows } = await world.pool.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM expire - now()::timestamp) / 60)::int AS minutes FROM sessions.session`,
    );
    expect(rows).toEqual([{ minutes: 10 }]);
  });

  it('is over then, and says so', async () => {
    const operator = await world.signIn('Robin Hale');
    await signedInEarlier(LONGEST_MS);
    const page = await operator.get('/ops');
    expect(new URL(page.url).pathname).toBe('/signed-out/idle');
    expect(page.$('main').text()).toContain('you signed in 12 hours ago');
    expect((await operator.get('/ops')).$('h1').text()).toContain('Who is signing in?');
  });

  it('is over once the hub is started with a directory that has the team, or the agency, no more', async () => {
    const { directory } = world;
    const [analyst, owner] = [
      await world.signIn('Asha Rahman', 'SCREENING'),
      await world.signIn('Nadia Osei'),
    ];
    const { agencies, recipients } = directory;
    const without = {
      agencies: agencies.filter(({ id }) => id !== 'urn:agency:ods:RZZ'),
      recipients: recipients.filter(({ recipient }) => recipient !== 'urn:agency:la:873/mash'),
    };
    // Read anew at a start, between which sessions are kept.
    Object.assign(directory, without);
    try {
      expect(new URL((await analyst.get('/search')).url).pathname).toBe('/signed-out/idle');
      expect(new URL((await owner.get('/partner')).url).pathname).toBe('/signed-out/idle');
      const { rows } = await world.pool.query("SELECT FROM sessions.session WHERE sess::jsonb ? 'viewer'");
      expect(rows).toEqual([]);
    } finally {
      Object.assign(directory, { agencies, recipients });
    }
  });
});

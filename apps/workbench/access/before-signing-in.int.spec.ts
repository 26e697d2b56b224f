import type { Answer } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const ANYBODYS = ['/', '/help', '/cookies', '/no-such-page', '/search', '/sign-in', '/signed-out/idle'];

describe('Before anybody has signed in', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());

  const sessions = async () =>
    (await world.pool.query<{ sess: object }>('SELECT sess FROM sessions.session')).rows;
  const cookieOf = ({ hops }: Answer, path: string) =>
    hops
      .filter((hop) => hop.path === path)
      .flatMap(({ headers }) => headers.getSetCookie())
      .map((line) => line.split(';')[0] ?? '')
      .find((pair) => pair.startsWith('throughline_sign_in='));
  const returned = async (to: string, cookie: string) => {
    const answer = await fetch(to, { headers: { cookie }, redirect: 'manual' });
    await answer.body?.cancel();
    return answer;
  };

  it('no page leaves a row in the table of sessions, nor the start of a sign-in', async () => {
    for (const path of ANYBODYS) await world.visitor().get(path);
    await world.visitor().post('/search', new URLSearchParams({ given: 'Example' }));
    expect(await sessions()).toEqual([]);
  });

  it('the page that was asked for is kept, and opened once who asks has signed in', async () => {
    const visitor = world.visitor();
    const choice = await visitor.get('/partner/rejects');
    const label = choice
      .$('label')
      .filter((_at, element) => choice.$(element).text().trim() === 'Nadia Osei');
    const staff = choice.$(`#${label.attr('for') ?? ''}`).attr('value') ?? '';
    expect(new URL((await visitor.submit(choice, { staff })).url).pathname).toBe('/partner/rejects');
    expect(await sessions()).toHaveLength(1);
  });

  it('what is kept of a sign-in can be read by nobody, and is taken from no other hub', async () => {
    const cookie = cookieOf(await world.visitor().get('/sign-in'), '/sign-in') ?? '';
    expect(cookie).toMatch(/^throughline_sign_in=[\w-]+$/);
    expect(Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString('latin1')).not.toMatch(
      /state|verifier/,
    );
    const changed = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    for (const sent of ['', changed, 'throughline_sign_in=', 'throughline_sign_in=eyJ9']) {
      const answer = await returned(`${world.baseUrl}/sign-in/return?code=any&state=any`, sent);
      expect(answer.status).toBe(403);
    }
    expect(await sessions()).toHaveLength(1);
  });
});

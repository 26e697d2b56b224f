import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '#platform';
import { openSite, type SiteProvider } from '../../testing/open-site.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';
import type { Answer, Visitor } from '../../testing/visitor.js';

const called = (port: number, close = async () => {}): SiteProvider => ({
  provider: { issuer: `http://127.0.0.1:${port}`, clientId: 'workbench', clientSecret: 'a-secret' },
  close,
});

const unanswered = async () => called(await freePort());

/** A provider that says where people sign in, and nothing of signing out. */
async function withoutEnd(): Promise<SiteProvider> {
  const server = createServer(({ headers }, response) => {
    const issuer = `http://${headers.host}`;
    const metadata = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return called((server.address() as AddressInfo).port, async () => {
    server.close();
    server.closeAllConnections();
  });
}

describe('Signing out', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());

  const signOut = async (visitor: Visitor): Promise<Answer> =>
    visitor.submit(await visitor.get('/ops'), {}, 'form[action="/sign-out"]');

  /** What the provider answers one who may not be asked anything. */
  const withoutAsking = async (visitor: Visitor): Promise<string> => {
    const asked = (await visitor.get('/sign-in')).hops.find(({ path }) => path === '/sign-in');
    const url = new URL(asked?.headers.get('location') ?? '');
    url.searchParams.set('prompt', 'none');
    const back = (await visitor.get(url.href)).hops.find(({ path }) => path === '/sign-in/return');
    return back?.status === 303 ? 'signed in' : 'has to say who it is';
  };

  it('ends the session here, and then at the provider, and comes back', async () => {
    const operator = await world.signIn('Robin Hale');
    const step = await signOut(operator);
    expect(step.$('h1').text()).toBe('One step to sign out');
    expect((await operator.get('/ops')).$('h1').text()).toContain('Who is signing in?');
    const end = await operator.submit(step, {}, 'form[data-goes-on]');
    expect(new URL(end.url).href).toBe(`${world.baseUrl}/signed-out`);
    expect(end.status).toBe(200);
  });

  it('leaves nothing at the provider by which the next person would be signed in', async () => {
    const operator = await world.signIn('Robin Hale');
    expect(await withoutAsking(operator)).toBe('signed in');
    await operator.submit(await signOut(operator), {}, 'form[data-goes-on]');
    expect(await withoutAsking(operator)).toBe('has to say who it is');
  });

  it('names nobody in an address, for the token goes in the form', async () => {
    const operator = await world.signIn('Robin Hale');
    const step = await signOut(operator);
    const action = new URL(String(step.$('form[data-goes-on]').attr('action')));
    expect(action.search).toBe('');
    expect(step.$('input[name=id_token_hint]').attr('value')).toMatch(/^ey/);
    const end = await operator.submit(step, {}, 'form[data-goes-on]');
    expect(end.hops.map(({ headers }) => headers.get('location') ?? '').join()).not.toContain('id_token');
  });

  it('lets forms go to the provider from that one page only', async () => {
    const operator = await world.signIn('Robin Hale');
    const formsOf = ({ hops }: Answer) =>
      /form-action ([^;]*)/.exec(hops.at(-1)?.headers.get('content-security-policy') ?? '')?.[1];
    expect(formsOf(await operator.get('/ops'))).toBe("'self'");
    const step = await signOut(operator);
    const { origin } = new URL(String(step.$('form[data-goes-on]').attr('action')));
    expect(formsOf(step)).toBe(`'self' ${origin}`);
  });

  it('ends the session here where the provider does not answer, or ends none', async () => {
    for (const provider of [await unanswered(), await withoutEnd()]) {
      const { engines, pool, directory } = world;
      const { store, vault } = engines;
      const clock = () => new Date();
      const another = await openSite({
        pool,
        store,
        vault,
        directory,
        clock,
        openProvider: async () => provider,
      });
      const operator = await world.signIn('Robin Hale');
      const screen = await operator.get(`${another.baseUrl}/ops`);
      const end = await operator.submit(screen, {}, 'form[action="/sign-out"]');
      expect([end.status, new URL(end.url).pathname]).toEqual([200, '/signed-out']);
      expect((await operator.get('/ops')).$('h1').text()).toContain('Who is signing in?');
      await another.close();
    }
  });

  it('is refused by the demonstration provider without the token of that session', async () => {
    const [operator, analyst] = [await world.signIn('Robin Hale'), await world.signIn('Nadia Osei')];
    const step = await signOut(operator);
    const other = await analyst.submit(step, {}, 'form[data-goes-on]');
    expect(other.status).toBe(400);
    expect(await withoutAsking(analyst)).toBe('signed in');
  });
});

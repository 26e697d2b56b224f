import { resolveKeycloak } from '../../../infra/keycloak-local/distribution.mjs';
import { createSignIn, DEMONSTRATION_STAFF, findViewer, type SignIn, type Viewer } from '#access';
import { isThroughlineError } from '#platform';
import { launchBrowser } from '../../browser/launch-browser.js';
import { StaffBrowser, type Page } from '../../hub/staff-browser.js';
import { giveName, headingOf, openKeycloakSite, pathOf, type KeycloakSite } from './keycloak-site.js';

/** The code of a refusal, and the claim that did not fit, as deep down as the client library says it. */
async function refusalOf(finishing: Promise<unknown>): Promise<readonly unknown[]> {
  const error: unknown = await finishing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isThroughlineError(error, 'ACCESS.SIGN_IN_REFUSED')) return [error];
  let cause: unknown = error;
  while (cause instanceof Error) cause = cause.cause;
  return [error.code, (cause as { claim?: string } | undefined)?.claim ?? cause];
}

const usernameOf = (name: string) => name.toLowerCase().replace(' ', '.');

describe('Staff sign in through Keycloak', () => {
  let site: KeycloakSite;
  // A first run fetches Keycloak, which is bounded by itself.
  beforeAll(async () => void (await resolveKeycloak()), 480_000);
  beforeAll(async () => {
    site = await openKeycloakSite();
  }, 180_000);
  afterAll(() => site?.close());

  const here = (path: string) => `${site.world.baseUrl}${path}`;
  const signIn = (username: string, browser?: StaffBrowser) =>
    giveName(here('/sign-in'), { username, password: site.keycloak.staffPassword }, browser);
  const signOut = async (browser: StaffBrowser): Promise<Page> => {
    const step = await browser.submit(await browser.open(here('/help')), '/sign-out', {});
    return browser.submit(step, '/protocol/openid-connect/logout', {});
  };
  const isAtKeycloak = ({ url }: Page) => url.startsWith(site.keycloak.issuer);

  /** Everybody whom the workbench holds signed in. */
  async function viewers(): Promise<readonly Viewer[]> {
    const { rows } = await site.world.pool.query<{ viewer: Viewer }>(
      `SELECT sess -> 'viewer' AS viewer FROM sessions.session WHERE sess -> 'viewer' IS NOT NULL`,
    );
    return rows.map(({ viewer }) => viewer);
  }

  it('an analyst gives name and password at Keycloak, states a purpose and may search', async () => {
    const { browser, page } = await signIn('asha.rahman');
    expect(pathOf(page)).toBe('/sign-in/purpose');
    const answers = { purpose: 'SCREENING', reference: 'C-2MX9' };
    const landing = await browser.submit(page, '/sign-in/purpose', answers);
    expect([landing.status, pathOf(landing)]).toEqual([200, '/search']);
    expect(landing.$('input[name=given]')).toHaveLength(1);
  });

  it.each(DEMONSTRATION_STAFF)('$name has the role, team and post that the realm states', async (staff) => {
    await signIn(usernameOf(staff.name));
    const { id } = await site.administration.account(usernameOf(staff.name));
    expect(await viewers()).toContainEqual(findViewer({ ...staff, sub: id }, site.world.directory));
  });

  it('one who has no role here is told so, sees nothing, and can sign out of Keycloak', async () => {
    await site.administration.addAccount('lee.marsh', 'a-password-of-this-spec');
    const before = await viewers();
    const who = { username: 'lee.marsh', password: 'a-password-of-this-spec' };
    const { browser, page } = await giveName(here('/sign-in'), who);
    expect([page.status, headingOf(page)]).toEqual([403, 'You could not be signed in']);
    expect(await viewers()).toEqual(before);
    expect(isAtKeycloak(await browser.open(here('/search')))).toBe(true);
    expect(await site.administration.sessionsOf('lee.marsh')).toHaveLength(1);
    const end = await browser.submit(page, '/protocol/openid-connect/logout', {});
    expect(pathOf(end)).toBe('/signed-out');
    expect(await site.administration.sessionsOf('lee.marsh')).toEqual([]);
  });

  it('a wrong password gives no session, here or there', async () => {
    const before = await viewers();
    const who = { username: 'robin.hale', password: 'not-the-password' };
    const { browser, page } = await giveName(here('/sign-in'), who);
    expect(isAtKeycloak(page)).toBe(true);
    expect(page.$('body').text()).toContain('Invalid username or password');
    expect(await viewers()).toEqual(before);
    expect(isAtKeycloak(await browser.open(here('/ops')))).toBe(true);
  });

  describe('signing out', () => {
    beforeEach(() => site.administration.endSessionsOf('robin.hale'));

    it('ends the session here and at Keycloak, and the next sign-in asks who it is', async () => {
      const { browser } = await signIn('robin.hale');
      expect(pathOf(await browser.open(here('/ops')))).toBe('/ops');
      expect(await site.administration.sessionsOf('robin.hale')).toHaveLength(1);
      expect(pathOf(await signOut(browser))).toBe('/signed-out');
      expect(await site.administration.sessionsOf('robin.hale')).toEqual([]);
      const next = await browser.open(here('/ops'));
      expect(isAtKeycloak(next)).toBe(true);
      expect(next.html).not.toContain('robin.hale');
    });

    it('in a browser that runs scripts, signing out takes one click', async () => {
      const chromium = await launchBrowser();
      try {
        const page = await chromium.newPage();
        await page.goto(here('/sign-in'));
        await page.getByLabel('Username').fill('robin.hale');
        await page.getByLabel('Password', { exact: true }).fill(site.keycloak.staffPassword);
        await page.getByRole('button', { name: 'Sign In' }).click();
        await page.waitForURL('**/ops');
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.waitForURL('**/signed-out');
        expect(await site.administration.sessionsOf('robin.hale')).toEqual([]);
      } finally {
        await chromium.close();
      }
    });

    it('comes back here where Keycloak has ended its session before', async () => {
      const { browser } = await signIn('robin.hale');
      await site.administration.endSessionsOf('robin.hale');
      expect(pathOf(await signOut(browser))).toBe('/signed-out');
    });

    it('without it, Keycloak asks even the next person for the password of the one before', async () => {
      const { browser } = await signIn('robin.hale');
      expect((await browser.open(here('/sign-in'))).html).toContain('robin.hale');
    });
  });

  describe('what was issued for somewhere else', () => {
    const at = (realm: string, clientId: string): SignIn => {
      const { issuer, clientSecret } = site.keycloak;
      const places = { redirectUri: here('/sign-in/return'), signedOutUri: here('/signed-out') };
      return createSignIn({
        ...{ issuer: issuer.replace('northshire', realm), clientId, clientSecret },
        ...places,
      });
    };
    let own: SignIn;

    beforeAll(async () => {
      own = at('northshire', site.keycloak.clientId);
      await site.administration.addTwins(site.world.baseUrl, 'elsewhere');
    });

    /** Signs in as far as the answer that comes back; the workbench knows of no such attempt and leaves it. */
    async function answered(signInFor: SignIn) {
      const { url, attempt } = await signInFor.begin();
      const who = { username: 'asha.rahman', password: site.keycloak.staffPassword };
      const { page } = await giveName(url, who);
      return { query: new URL(page.url).search, attempt };
    }

    async function idTokenOf(signInFor: SignIn): Promise<string> {
      const { query, attempt } = await answered(signInFor);
      return (await signInFor.finish(query, attempt)).idToken;
    }

    it('as a check of these tests, what was issued here is taken', async () => {
      const { query, attempt } = await answered(own);
      expect((await own.finish(query, attempt)).claims.name).toBe('Asha Rahman');
    });

    it.each([
      ['realm', 'elsewhere', 'throughline-workbench', 'iss'],
      ['client', 'northshire', 'elsewhere', 'aud'],
    ])('an identity token of another %s is refused', async (_what, realm, clientId, claim) => {
      const { query, attempt } = await answered(own);
      site.forwarder.exchange(await idTokenOf(at(realm, clientId)));
      expect(await refusalOf(own.finish(query, attempt))).toEqual(['ACCESS.SIGN_IN_REFUSED', claim]);
    });

    it('a code that was issued to another client opens no session here', async () => {
      const { query } = await answered(at('northshire', 'elsewhere'));
      const browser = new StaffBrowser();
      const form = await browser.open(here('/sign-in'));
      const answer = new URLSearchParams(query);
      answer.set('state', new URL(form.url).searchParams.get('state') ?? '');
      const before = await viewers();
      const page = await browser.open(here(`/sign-in/return?${answer.toString()}`));
      expect([page.status, headingOf(page)]).toEqual([403, 'You could not be signed in']);
      expect(await viewers()).toEqual(before);
    });

    it('an identity token of another sign-in of the same person is refused', async () => {
      const { query, attempt } = await answered(own);
      site.forwarder.exchange(await idTokenOf(own));
      const refusal = await refusalOf(own.finish(query, attempt));
      expect(refusal).toEqual(['ACCESS.SIGN_IN_REFUSED', 'nonce']);
    });
  });

  it('one whom Keycloak disables works on for a sitting at most, and cannot sign in again', async () => {
    const { browser } = await signIn('tom.birch');
    await site.administration.enable('tom.birch', false);
    await site.world.pool.query(
      `UPDATE sessions.session SET sess = jsonb_set(sess::jsonb, '{endsAt}', '0')
       WHERE sess -> 'viewer' ->> 'displayName' = 'Tom Birch'`,
    );
    expect(pathOf(await browser.open(here('/sign-in/purpose')))).toBe('/signed-out/idle');
    const { page } = await signIn('tom.birch');
    expect(isAtKeycloak(page)).toBe(true);
    expect(page.html).toContain('Account is disabled');
    await site.administration.enable('tom.birch', true);
  });

  it('a new signing key at Keycloak locks nobody out, in or on the way out', async () => {
    const { browser } = await signIn('imran.cole');
    const before = await site.administration.signingKeys();
    await site.administration.addSigningKey();
    expect(await site.administration.signingKeys()).toHaveLength(before.length + 1);
    expect(pathOf((await signIn('nadia.osei')).page)).toBe('/partner');
    expect(pathOf(await signOut(browser))).toBe('/signed-out');
  });
});

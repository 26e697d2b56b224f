import * as oidc from 'openid-client';
import { unavailable, ThroughlineError } from '#platform';
import type { StaffClaims } from '../domain/viewer-from-claims.js';

/** The provider, and what the workbench is called there. */
export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OidcSettings extends OidcProvider {
  /** Where the provider sends people who have signed in, and those who have signed out. */
  readonly redirectUri: string;
  readonly signedOutUri: string;
}

/** What must come back unchanged from the provider; kept in the session between the two steps. */
export interface SignInAttempt {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export interface SignedIn {
  readonly claims: StaffClaims;
  /** Kept for the end of the sitting: it tells the provider which session is to end. */
  readonly idToken: string;
}

/** A form that the browser posts to the provider. Posted, because the token holds a name and addresses are kept in logs. */
export interface Leaving {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface SignIn {
  /** Where to send the browser. Throws `ACCESS.PROVIDER_UNAVAILABLE`. */
  begin(): Promise<{ readonly url: string; readonly attempt: SignInAttempt }>;
  /** What a verified identity token says. Throws `ACCESS.SIGN_IN_REFUSED` for any answer that does not fit the attempt. */
  finish(query: string, attempt: SignInAttempt): Promise<SignedIn>;
  /** How to end the session at the provider; undefined where it ends none. Throws `ACCESS.PROVIDER_UNAVAILABLE`. */
  leave(idToken: string): Promise<Leaving | undefined>;
}

/** Authorization code with PKCE, state and nonce. Plain HTTP is taken from a loopback issuer only. */
export function createSignIn(settings: OidcSettings): SignIn {
  let configured: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    configured ??= discover(settings).catch((error: unknown) => {
      configured = undefined;
      throw unavailable('ACCESS.PROVIDER_UNAVAILABLE', 'The sign-in service does not answer.', error);
    });
    return configured;
  };
  return {
    async begin() {
      const attempt = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), await requestOf(settings, attempt));
      return { url: url.href, attempt };
    },
    async finish(query, attempt) {
      const answer = new URL(settings.redirectUri);
      answer.search = query;
      return signedIn(await configuration(), answer, attempt);
    },
    async leave(idToken) {
      return leavingFrom(await configuration(), settings, idToken);
    },
  };
}

async function requestOf(settings: OidcSettings, attempt: SignInAttempt): Promise<Record<string, string>> {
  return {
    redirect_uri: settings.redirectUri,
    scope: 'openid profile hub',
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
    // Workstations are shared: each sitting says who it is.
    prompt: 'login',
  };
}

async function signedIn(
  configuration: oidc.Configuration,
  answer: URL,
  attempt: SignInAttempt,
): Promise<SignedIn> {
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    return { claims: staffClaims(tokens.claims()), idToken: tokens.id_token ?? '' };
  } catch (error) {
    throw new ThroughlineError(
      'rejected',
      'ACCESS.SIGN_IN_REFUSED',
      'The sign-in was not accepted.',
      {},
      { cause: error },
    );
  }
}

function staffClaims(claims: oidc.IDToken | undefined): StaffClaims {
  if (claims === undefined) throw new Error('No identity token');
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return {
    sub: claims.sub,
    ...text('name'),
    ...text('hub_role'),
    ...text('hub_recipient'),
    ...text('hub_profession'),
  };
}

function leavingFrom(
  configuration: oidc.Configuration,
  { signedOutUri }: OidcSettings,
  idToken: string,
): Leaving | undefined {
  if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
  const url = oidc.buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    post_logout_redirect_uri: signedOutUri,
  });
  return { action: `${url.origin}${url.pathname}`, fields: Object.fromEntries(url.searchParams) };
}

function discover(settings: OidcSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer);
  const plain = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  return oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    timeout: 10,
    ...(plain ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}

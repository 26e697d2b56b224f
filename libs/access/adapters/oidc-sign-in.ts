import * as oidc from 'openid-client';
import { unavailable, ThroughlineError } from '#platform';
import type { StaffClaims } from '../domain/viewer-from-claims.js';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** What must come back unchanged from the provider; kept in the session between the two steps. */
export interface SignInAttempt {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export interface SignIn {
  /** Where to send the browser. Throws `ACCESS.PROVIDER_UNAVAILABLE`. */
  begin(): Promise<{ readonly url: string; readonly attempt: SignInAttempt }>;
  /** Claims of a verified identity token. Throws `ACCESS.SIGN_IN_REFUSED` for any answer that does not fit the attempt. */
  finish(query: string, attempt: SignInAttempt): Promise<StaffClaims>;
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
      return claimsOf(await configuration(), answer, attempt);
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

async function claimsOf(
  configuration: oidc.Configuration,
  answer: URL,
  attempt: SignInAttempt,
): Promise<StaffClaims> {
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    return staffClaims(tokens.claims());
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

function discover(settings: OidcSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer);
  const plain = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  return oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    timeout: 10,
    ...(plain ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}

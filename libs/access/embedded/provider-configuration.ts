import type { Configuration, KoaContextWithOIDC, Account } from 'oidc-provider';
import { DEMONSTRATION_STAFF } from '../domain/demonstration-staff.js';
import { END_SESSION, endSession } from './end-session.js';
import type { ProviderKeys } from './provider-keys.js';
import { createProviderStore } from './provider-store.js';

export interface EmbeddedClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly signedOutUris: readonly string[];
}

/** Code flow with PKCE for first-party clients; no registration, no device flow, no developer pages. */
export function providerConfiguration(
  clients: readonly EmbeddedClient[],
  keys: ProviderKeys,
  now: () => number,
): Configuration {
  return {
    adapter: createProviderStore(now),
    clients: clients.map(({ clientId, clientSecret, redirectUris, signedOutUris }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...signedOutUris],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    })),
    jwks: { keys: keys.jwks.keys.map((key) => ({ ...key })) },
    cookies: {
      keys: [...keys.cookieKeys],
      names: {
        session: 'throughline_op',
        interaction: 'throughline_op_step',
        resume: 'throughline_op_resume',
      },
    },
    claims: { openid: ['sub'], profile: ['name'], hub: ['hub_role', 'hub_recipient', 'hub_profession'] },
    scopes: ['openid', 'profile', 'hub'],
    // Role and team travel in the identity token itself, as the workbench asks no further endpoint.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 300,
      Interaction: 600,
      Session: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: endSession },
      userinfo: { enabled: false },
    },
    routes: { end_session: END_SESSION },
    interactions: { url: (_ctx, interaction) => `/choose/${interaction.uid}` },
    findAccount,
    loadExistingGrant: grantFirstParty,
  };
}

function findAccount(_ctx: KoaContextWithOIDC, sub: string): Account | undefined {
  const staff = DEMONSTRATION_STAFF.find((person) => person.sub === sub);
  if (staff === undefined) return undefined;
  const { name, hub_role, hub_recipient, hub_profession } = staff;
  const post = hub_profession === undefined ? {} : { hub_profession };
  return { accountId: sub, claims: async () => ({ sub, name, hub_role, hub_recipient, ...post }) };
}

/** Staff agree to nothing here: the workbench is the organisation's own. */
async function grantFirstParty({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile hub');
  await grant.save();
  return grant;
}

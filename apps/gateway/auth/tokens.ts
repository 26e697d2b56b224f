import { createHmac } from 'node:crypto';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Agency, AgencyRegistry, OversightClient } from '#access';
import type { Clock } from '#platform';

export const TOKEN_LIFE_SECONDS = 3_600;
const AUDIENCE = 'throughline:gateway';
const ISSUER = 'throughline';

/** Who calls: an agency's system, or information governance. Each has addresses of its own. */
export type Caller =
  | { readonly kind: 'AGENCY'; readonly agency: Agency }
  | { readonly kind: 'OVERSIGHT'; readonly client: OversightClient };

export interface Tokens {
  issue(caller: Caller): Promise<string>;
  /** Whom the token was issued to; undefined where it is not valid now, or the client is gone or has another secret. */
  findCaller(token: string): Promise<Caller | undefined>;
}

/** The client's id, which tells callers of every kind apart. */
export const clientIdOf = (caller: Caller): string =>
  caller.kind === 'AGENCY' ? caller.agency.client.id : caller.client.id;

/** JWTs signed with HS256 under a key of the hub (32 bytes or more). */
export function createTokens(key: Uint8Array, registry: AgencyRegistry, clock: Clock): Tokens {
  return {
    issue(caller) {
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ ...claimsOf(caller), secret: secretMark(key, caller) })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(clientIdOf(caller))
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_LIFE_SECONDS)
        .sign(key);
    },
    async findCaller(token) {
      const claims = await verify(token, key, clock);
      const caller = claims && callerOf(claims, registry);
      return caller && claims['secret'] === secretMark(key, caller) ? caller : undefined;
    },
  };
}

const claimsOf = (caller: Caller): JWTPayload =>
  caller.kind === 'AGENCY' ? { agency: caller.agency.id } : { scope: caller.client.role };

/**
 * Which secret it was issued for: whoever knew one that was replaced has nothing more from it. Under the hub's key, so that a
 * token tells nothing of the hash.
 */
function secretMark(key: Uint8Array, caller: Caller): string {
  const { secretHash } = caller.kind === 'AGENCY' ? caller.agency.client : caller.client;
  return createHmac('sha256', key).update(secretHash).digest('base64url').slice(0, 22);
}

/** A token holds only for what its client still is: an id that changes kind is nobody's. */
function callerOf({ sub = '', agency: id, scope }: JWTPayload, registry: AgencyRegistry): Caller | undefined {
  const agency = registry.findByClient(sub);
  if (agency && agency.id === id) return { kind: 'AGENCY', agency };
  const client = registry.findOversight(sub);
  return client && client.role === scope ? { kind: 'OVERSIGHT', client } : undefined;
}

async function verify(token: string, key: Uint8Array, clock: Clock): Promise<JWTPayload | undefined> {
  try {
    const rules = { algorithms: ['HS256'], audience: AUDIENCE, issuer: ISSUER, currentDate: clock() };
    return (await jwtVerify(token, key, rules)).payload;
  } catch {
    return undefined;
  }
}

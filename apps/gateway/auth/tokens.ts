import { jwtVerify, SignJWT } from 'jose';
import type { Agency, AgencyRegistry } from '#access';
import type { Clock } from '#platform';

export const TOKEN_LIFE_SECONDS = 3_600;
const AUDIENCE = 'throughline:gateway';
const ISSUER = 'throughline';

export interface Tokens {
  issue(agency: Agency): Promise<string>;
  /** The agency that the token was issued to; undefined where it is not valid now or its client is gone. */
  findAgency(token: string): Promise<Agency | undefined>;
}

/** JWTs signed with HS256 under a key of the hub (32 bytes or more). */
export function createTokens(key: Uint8Array, registry: AgencyRegistry, clock: Clock): Tokens {
  return {
    issue(agency) {
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ agency: agency.id })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(agency.client.id)
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_LIFE_SECONDS)
        .sign(key);
    },
    async findAgency(token) {
      const claims = await verify(token, key, clock);
      const agency = claims?.sub === undefined ? undefined : registry.findByClient(claims.sub);
      return agency?.id === claims?.['agency'] ? agency : undefined;
    },
  };
}

async function verify(token: string, key: Uint8Array, clock: Clock) {
  try {
    const rules = { algorithms: ['HS256'], audience: AUDIENCE, issuer: ISSUER, currentDate: clock() };
    return (await jwtVerify(token, key, rules)).payload;
  } catch {
    return undefined;
  }
}

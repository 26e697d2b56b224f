import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { AgencyRegistry, SecretVerifier } from '#access';
import { badClient, tooManyFailures } from '../problems/known-problems.js';
import { FAILURES, REGISTRY, SECRETS, TOKENS } from '../gateway-parts.js';
import { FailureLimiter, MOST_OF_CLIENT, MOST_OF_NETWORK } from './failure-limiter.js';
import { networkOf } from './network-of.js';
import { readTokenRequest, type TokenRequest } from './token-request.js';
import { TOKEN_LIFE_SECONDS, type Caller, type Tokens } from './tokens.js';

@Controller('oauth')
export class TokenController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AgencyRegistry,
    @Inject(SECRETS) private readonly verify: SecretVerifier,
    @Inject(TOKENS) private readonly tokens: Tokens,
    @Inject(FAILURES) private readonly failures: FailureLimiter,
  ) {}

  /** One answer for an unknown client and a wrong secret. */
  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async token(@Req() request: Request) {
    const asked = readTokenRequest(request);
    const [client, network] = [`client ${asked.clientId}`, `network ${networkOf(request.ip ?? '')}`];
    const wait = Math.max(
      this.failures.waitSeconds(client, MOST_OF_CLIENT),
      this.failures.waitSeconds(network, MOST_OF_NETWORK),
    );
    if (wait > 0) throw tooManyFailures(wait);
    const caller = await this.identify(asked);
    if (!caller) {
      for (const key of [client, network]) this.failures.failed(key);
      throw badClient(asked.basic);
    }
    // Only the client's: a valid client must not clear what others tried from the same address.
    this.failures.succeeded(client);
    const token = await this.tokens.issue(caller);
    const scope = caller.kind === 'OVERSIGHT' ? { scope: caller.client.role } : {};
    return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFE_SECONDS, ...scope };
  }

  private async identify({ clientId, clientSecret }: TokenRequest): Promise<Caller | undefined> {
    const agency = this.registry.findByClient(clientId);
    const client = this.registry.findOversight(clientId);
    const right = await this.verify(agency?.client.secretHash ?? client?.secretHash, clientSecret);
    if (!right) return undefined;
    if (agency) return { kind: 'AGENCY', agency };
    return client && { kind: 'OVERSIGHT', client };
  }
}

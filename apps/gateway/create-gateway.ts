import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import { measureRequests } from '#platform/metrics';
import { traceRequests } from '#platform/tracing';
import { trustedProxies } from '#runtime';
import { authenticate } from './auth/authenticate.js';
import { createTokens } from './auth/tokens.js';
import { docsPage } from './catalogue/docs-page.js';
import { contractPages } from './catalogue/pages/contract-pages.js';
import { correlate, traceparentOf } from './edge/correlation.js';
import { boundEachClient, boundStrangers, commonRoom } from './edge/in-flight.js';
import { DEFAULT_LIMITS, MOST_OF_STRANGERS } from './edge/load-limits.js';
import { readWithin } from './edge/read-within.js';
import { parameterValidation } from './edge/validation.js';
import { GatewayModule } from './gateway.module.js';
import type { GatewayDeps } from './gateway-parts.js';
import { ofTokenRequest } from './problems/known-problems.js';
import type { Problem } from './problems/problem.js';
import { ProblemFilter } from './problems/problem.filter.js';

/** The HTTP edge for partner systems, initialised but not listening. */
export async function createGateway(deps: GatewayDeps): Promise<NestExpressApplication> {
  const tokens = createTokens(deps.tokenKey, deps.registry, deps.clock);
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.with(deps, tokens), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  app.disable('x-powered-by');
  // Failed sign-ins are counted by address: behind a proxy, all partners would share its one.
  app.set('trust proxy', trustedProxies(deps));
  app.use(traceRequests(traceparentOf), correlate, measureRequests(deps.metrics, 'gateway'), protect());
  // Order matters: who calls and how much is in hand is settled before any of the body is read.
  const common = commonRoom(limits);
  const clients = (most: number) => boundEachClient(most, common, limits);
  app.use(boundStrangers(limits));
  app.use('/v1/events', authenticate(tokens, 'AGENCY'), clients(limits.maxPerAgency));
  app.use('/v1/decisions', authenticate(tokens, 'OVERSIGHT'), clients(limits.maxPerOversight));
  for (const [at, read, tell] of bodyReaders(limits.maxBody))
    app.use(at, readWithin(limits.bodyWithinMs, read, tell));
  app.use('/docs/contracts', contractPages());
  app.use('/docs', docsPage());
  app.useGlobalFilters(new ProblemFilter(deps.logger.of('gateway')));
  app.useGlobalPipes(parameterValidation());
  return app.init().then(() => app);
}

const bodyReaders = (
  limit: number,
): readonly (readonly [string[], RequestHandler, ((problem: Problem) => Problem)?])[] => [
  [['/v1/events', '/v1/decisions'], express.raw({ type: () => true, limit })],
  [['/oauth/token'], express.urlencoded({ extended: false, limit: MOST_OF_STRANGERS }), ofTokenRequest],
];

/** Inline styles and data images are what the interface page needs; scripts come from this server alone. */
const protect = () =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
  });

import type { IncomingMessage, RequestListener } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HealthModule, type HealthChecks } from '#platform/health';
import { NestLogger } from '#platform/logging';
import type { ReadableMetrics } from '#platform/metrics';
import type { Logger } from '#platform';
import { firstSegmentOf } from './front-door.js';

/** Health and metrics, initialised but not listening. */
export async function createOperations(parts: {
  readonly checks: HealthChecks;
  readonly metrics: ReadableMetrics;
  readonly logger: Logger;
}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(HealthModule.with(parts), {
    logger: new NestLogger(parts.logger.of('operations')),
    abortOnError: false,
  });
  app.disable('x-powered-by');
  await app.init();
  return app;
}

const OPERATIONS = new Set(['health', 'metrics']);

/** Whether whoever watches this process asks, not one of its users. */
export const isForOperations = (request: Pick<IncomingMessage, 'url'>): boolean =>
  OPERATIONS.has(firstSegmentOf(request));

export const handlerOf = (app: INestApplication): RequestListener =>
  app.getHttpAdapter().getInstance() as RequestListener;

import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HealthModule, type HealthChecks } from '#platform/health';
import { NestLogger } from '#platform/logging';
import type { ReadableMetrics } from '#platform/metrics';
import type { Logger } from '#platform';

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

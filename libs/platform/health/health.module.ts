import { type DynamicModule, Module } from '@nestjs/common';
import type { ReadableMetrics } from '../metrics/prometheus.js';
import type { HealthChecks } from './health-checks.js';
import { HEALTH_CHECKS, HealthController, READABLE_METRICS } from './health.controller.js';

/** `GET /health/live`, `GET /health/ready` and `GET /metrics`. */
@Module({})
export class HealthModule {
  static with(parts: { checks: HealthChecks; metrics: ReadableMetrics }): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        { provide: HEALTH_CHECKS, useValue: parts.checks },
        { provide: READABLE_METRICS, useValue: parts.metrics },
      ],
    };
  }
}

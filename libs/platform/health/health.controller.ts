import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { ReadableMetrics } from '../metrics/prometheus.js';
import type { HealthChecks } from './health-checks.js';

export const HEALTH_CHECKS = Symbol('health checks');
export const READABLE_METRICS = Symbol('readable metrics');

@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH_CHECKS) private readonly checks: HealthChecks,
    @Inject(READABLE_METRICS) private readonly metrics: ReadableMetrics,
  ) {}

  /** The process answers; says nothing of what it depends on. */
  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 503 with the names of the failing checks while the hub should get no traffic. */
  @Get('health/ready')
  async ready(@Res() response: Response): Promise<void> {
    const failing = await this.checks.failing();
    const up = failing.length === 0;
    response
      .status(up ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status: up ? 'up' : 'down', failing });
  }

  @Get('metrics')
  async read(@Res() response: Response): Promise<void> {
    const { contentType, text } = await this.metrics.read();
    response.set('content-type', contentType).send(text);
  }
}

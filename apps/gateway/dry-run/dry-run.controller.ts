import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { DryRun, DryRunResult } from '#journey';
import { agencyOf } from '../auth/authenticate.js';
import { DRY_RUN } from '../gateway-parts.js';
import { readBody } from '../publish/read-body.js';

@Controller('v1/events')
export class DryRunController {
  constructor(@Inject(DRY_RUN) private readonly dryRun: DryRun) {}

  /** What would become of these events, told from their text alone; nothing is kept and no record is looked at. */
  @Post('dry-run')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  rehearse(@Req() request: Request): { results: readonly DryRunResult[] } {
    return { results: this.dryRun(agencyOf(request).id, readBody(request)) };
  }
}

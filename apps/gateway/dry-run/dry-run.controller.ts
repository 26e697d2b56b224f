import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { agencyOf } from '../auth/authenticate.js';
import { DRY_RUN } from '../gateway-parts.js';
import { readBody } from '../publish/read-body.js';
import type { DryRun, DryRunResult } from './dry-run.js';

@Controller('v1/events')
export class DryRunController {
  constructor(@Inject(DRY_RUN) private readonly dryRun: DryRun) {}

  /** What would become of these events, told from their text alone; nothing is kept and no record is looked at. */
  @Post('dry-run')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  rehearse(@Req() request: Request): { results: readonly DryRunResult[] } {
    const agency = agencyOf(request).id;
    return { results: readBody(request).map((event) => this.dryRun(agency, event)) };
  }
}

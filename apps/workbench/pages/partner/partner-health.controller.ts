import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { agencyOf, PartnerReads } from '../../partner/partner-reads.js';
import { healthPage } from './health.view-model.js';
import { partnerFrame } from './partner-frame.js';

/** Whether an agency's events arrive, in time and in good shape: for the owner of its system. */
@Controller('/partner')
@OpenToRoles('PARTNER')
export class PartnerHealthController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: PartnerReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async view(@Req() request: Request, @Res() response: Response): Promise<void> {
    const agency = agencyOf(request);
    const now = this.deps.clock();
    const model = healthPage(await this.reads.health(agency, now), now);
    const frame = partnerFrame('Health', this.reads.agencyName(agency));
    this.pages.send(request, response, 'partner/health', { ...frame, ...model });
  }
}

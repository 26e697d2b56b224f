import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages, type PageModel } from '../../frame/pages.js';
import { agencyOf, PartnerReads } from '../../partner/partner-reads.js';
import { partnerFrame } from './partner-frame.js';
import { answersPage, faultPage, readPasted, tryPage } from './try.view-model.js';

/** The dry run for those who would rather paste than call. The text goes back to who sent it and nowhere else. */
@Controller('/partner/try')
@OpenToRoles('PARTNER')
export class PartnerTryController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: PartnerReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  form(@Req() request: Request, @Res() response: Response): void {
    this.show(request, response, tryPage());
  }

  @Post()
  @HttpCode(200)
  answer(@Req() request: Request, @Res() response: Response, @Body() body: unknown): void {
    const given = (body as { readonly event?: unknown } | undefined)?.event;
    const text = typeof given === 'string' ? given : '';
    const pasted = readPasted(text);
    if (pasted.fault !== undefined) return this.show(request, response, faultPage(text, pasted.fault));
    const results = this.deps.partner.dryRun(agencyOf(request), pasted.events);
    this.show(request, response, answersPage(text, results, this.reads.nameOf));
  }

  private show(request: Request, response: Response, model: PageModel): void {
    const frame = partnerFrame('Try an event', this.reads.agencyName(agencyOf(request)));
    this.pages.send(request, response, 'partner/try', { ...frame, ...model });
  }
}

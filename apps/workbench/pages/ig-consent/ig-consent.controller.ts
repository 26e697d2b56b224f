import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { ConsentReads } from '../../oversight/consent-reads.js';
import { pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { consentPage, standingPage, turnsPage } from './ig-consent.view-model.js';

/** Numbers and references of agreements; who gave them is shown only where one is opened. */
@Controller('/ig/consent')
@OpenToRoles('IG_LEAD')
export class IgConsentController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly consent: ConsentReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async view(@Req() request: Request, @Res() response: Response): Promise<void> {
    const overview = await this.consent.overview(this.deps.clock());
    this.pages.send(request, response, 'ig-consent/ig-consent', consentPage(overview, this.reads.nameOf));
  }

  @Get('standing')
  async standing(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery) {
    const list = await this.consent.audit.standing(pageNumberOf(query));
    this.pages.send(request, response, 'ig-consent/standing', standingPage(list, this.reads.nameOf));
  }

  @Get('changes')
  async turns(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery) {
    const list = await this.consent.audit.turns(pageNumberOf(query));
    this.pages.send(request, response, 'ig-consent/changes', turnsPage(list, this.reads.nameOf));
  }
}

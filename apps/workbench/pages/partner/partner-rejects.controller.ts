import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { findReason } from '#contracts';
import { monthBefore } from '#journey';
import { defect, type StaffId, type Uuid } from '#platform';
import { NoSuchPage } from '../../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { agencyOf, PartnerReads } from '../../partner/partner-reads.js';
import { idOf } from '../form-values.js';
import { partnerFrame } from './partner-frame.js';
import { putBackPage } from './put-back.view-model.js';
import { rejectPage, rejectsPage } from './rejects.view-model.js';

const PAGE_SIZE = 50;

/** What was rejected and why, and putting it back once its cause is mended. */
@Controller('/partner')
@OpenToRoles('PARTNER')
export class PartnerRejectsController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: PartnerReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get('/rejects')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const agency = agencyOf(request);
    const now = this.deps.clock();
    const codes = await this.reads.counts.refusedCodes(agency, now);
    const runs = await this.reads.putBacks.latest(agency);
    this.show(request, response, 'partner/rejects', rejectsPage(codes, runs, now));
  }

  @Get('/rejects/:code')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
    @Query() query: ListQuery,
  ): Promise<void> {
    const part = { page: pageNumberOf(query), pageSize: PAGE_SIZE };
    const since = monthBefore(this.deps.clock());
    const model = rejectPage(code, await this.reads.events.refused(agencyOf(request), code, since, part));
    if (!model) throw new NoSuchPage();
    this.show(request, response, 'partner/reject', model);
  }

  @Post('/rejects/:code/put-back')
  async putBack(@Req() request: Request, @Res() response: Response, @Param('code') code: string) {
    if (!findReason(code)) throw new NoSuchPage();
    const asked = { agency: agencyOf(request), code, askedBy: staffOf(request) };
    const id = await this.deps.partner.putBack(asked);
    await goOn(request, response, `/partner/put-backs/${id}`);
  }

  @Get('/put-backs/:id')
  async result(@Req() request: Request, @Res() response: Response, @Param('id') id: string): Promise<void> {
    const run = await this.reads.putBacks.find(agencyOf(request), idOf<Uuid>(id));
    if (!run) throw new NoSuchPage();
    this.show(request, response, 'partner/put-back', putBackPage(run, this.deps.clock()));
  }

  private show(request: Request, response: Response, page: string, model: { readonly title: string }): void {
    const frame = partnerFrame('Rejects', this.reads.agencyName(agencyOf(request)));
    this.pages.send(request, response, page, { ...frame, ...model });
  }
}

function staffOf({ session: { viewer } }: Request): StaffId {
  if (!viewer) throw defect('ACCESS.NO_VIEWER', 'The page was reached without signing in.');
  return viewer.staff;
}

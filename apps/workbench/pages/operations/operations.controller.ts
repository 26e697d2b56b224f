import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { askRetry, type ParkedFamily } from '#journey';
import { defect, type StaffId, type Uuid } from '#platform';
import { NoSuchPage } from '../../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { OperationsReads } from '../../operations/operations-reads.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { operationsPage } from './operations.view-model.js';
import { parkedPage } from './parked-part.js';
import { refusalsPage } from './refusals-part.js';

const CODE = /^[A-Z0-9_]+\.[A-Z0-9_]+$/;

/** Whether the hub does its work: for those who run it, who see no personal data here or anywhere. */
@Controller('/ops')
@OpenToRoles('OPERATOR')
export class OperationsController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OperationsReads,
    private readonly oversight: OversightReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async view(@Req() request: Request, @Res() response: Response, @Query('asked') asked: unknown) {
    const now = this.deps.clock();
    const model = operationsPage(await this.reads.overview(now), {
      ...{ now, views: this.reads.views, nameOf: this.oversight.nameOf },
      asked: asked === 'yes',
    });
    this.pages.send(request, response, 'operations/operations', model);
  }

  @Get('/parked/:family')
  async parked(@Req() request: Request, @Res() response: Response, @Param('family') family: string) {
    const found = await this.findParked(family);
    const waiting = await this.reads.parking.waiting(found.family);
    const model = parkedPage(found, waiting, this.oversight.nameOf);
    this.pages.send(request, response, 'operations/parked', model);
  }

  @Post('/parked/:family/retry')
  async retry(@Req() request: Request, @Res() response: Response, @Param('family') family: string) {
    const found = await this.findParked(family);
    const id = randomUUID() as string as Uuid;
    await askRetry(this.deps.store, { id, family: found.family, actor: actorOf(request) });
    await goOn(request, response, '/ops?asked=yes');
  }

  @Get('/rejects/:code')
  async rejects(@Req() request: Request, @Res() response: Response, @Param('code') code: string) {
    if (!CODE.test(code)) throw new NoSuchPage();
    const days = await this.reads.refusals.byDay(code, this.deps.clock());
    const model = refusalsPage(code, days, this.oversight.nameOf);
    if (!model) throw new NoSuchPage();
    this.pages.send(request, response, 'operations/rejects', model);
  }

  /** Throws `NoSuchPage` also for a family that has been taken meanwhile. */
  private async findParked(family: string): Promise<ParkedFamily> {
    const found = (await this.reads.parking.families()).find((parked) => parked.family === family);
    if (!found) throw new NoSuchPage();
    return found;
  }
}

function actorOf({ session: { viewer } }: Request): StaffId {
  if (!viewer) throw defect('ACCESS.NO_VIEWER', 'The page was reached without signing in.');
  return viewer.staff;
}

import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId } from '#platform';
import { OpenToRoles } from '#access';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { ViewTimeline, type TimelinePage } from '../../application/view-timeline.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { idOf, pageOf } from '../form-values.js';
import { readFilter, type ReadFilter } from './filter-form.js';
import { timelinePage } from './timeline.view-model.js';

@Controller()
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class TimelineController {
  constructor(
    private readonly queries: QueryBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get('/families/:family/timeline')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
  ): Promise<void> {
    const read = readFilter(request.query);
    const model = timelinePage(await this.load(request, family, read), read, this.deps.directory);
    this.pages.send(request, response, 'timeline/timeline', model, read.errors.length > 0 ? 400 : 200);
  }

  private async load(request: Request, family: string, read: ReadFilter): Promise<TimelinePage> {
    const query = new ViewTimeline(
      sittingOf(request),
      idOf<FamilyId>(family),
      read.filter,
      pageOf(request.query),
    );
    const page = await this.queries.execute(query);
    if (page === undefined) throw new NoSuchPage();
    return page;
  }
}

import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { createWeeksReader, type WeeksReader } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { choiceOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { OUTCOME_CHOICES, ROW_CHOICES } from '../ig-decisions/ig-decisions.view-model.js';
import { overTimePage, WEEKS_CHOICES, weeksUpTo } from './ig-over-time.view-model.js';

const valuesOf = (choices: readonly (readonly [string, string])[]) => choices.map(([value]) => value);

@Controller('/ig/decisions/over-time')
@OpenToRoles('IG_LEAD')
export class IgOverTimeController {
  private readonly weeks: WeeksReader;

  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {
    this.weeks = createWeeksReader(deps.pool);
  }

  @Get()
  async view(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    const agencies = this.reads.directory.agencies.map(({ id, name }) => [id, name] as const);
    const filters = {
      weeks: choiceOf(query, 'weeks', valuesOf(WEEKS_CHOICES)) ?? '12',
      agency: choiceOf(query, 'agency', valuesOf(agencies)),
      row: choiceOf(query, 'row', valuesOf(ROW_CHOICES)),
      outcome: choiceOf(query, 'outcome', valuesOf(OUTCOME_CHOICES)),
    };
    const weeks = weeksUpTo(this.deps.clock(), Number(filters.weeks));
    const question = { ...filters, since: weeks[0] ?? '' };
    const [outcome, row, agency] = await Promise.all([
      this.weeks.count('outcome', question),
      this.weeks.count('row', question),
      this.weeks.count('agency', question),
    ]);
    const model = overTimePage({ outcome, row, agency }, weeks, filters, agencies);
    this.pages.send(request, response, 'ig-over-time/ig-over-time', model);
  }
}

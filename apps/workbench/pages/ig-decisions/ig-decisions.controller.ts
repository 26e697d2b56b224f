import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { Pages } from '../../frame/pages.js';
import { choiceOf, pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { decisionsPage, OUTCOME_CHOICES, ROW_CHOICES } from './ig-decisions.view-model.js';

const valuesOf = (choices: readonly (readonly [string, string])[]) => choices.map(([value]) => value);

@Controller('/ig/decisions')
@OpenToRoles('IG_LEAD')
export class IgDecisionsController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    const agencies = this.reads.directory.agencies.map(({ id, name }) => [id, name] as const);
    const filters = {
      outcome: choiceOf(query, 'outcome', valuesOf(OUTCOME_CHOICES)),
      row: choiceOf(query, 'row', valuesOf(ROW_CHOICES)),
      agency: choiceOf(query, 'agency', valuesOf(agencies)),
    };
    const list = await this.reads.decisions.list({ ...filters, page: pageNumberOf(query) });
    const model = decisionsPage(list, filters, agencies, this.reads.nameOf);
    this.pages.send(request, response, 'ig-decisions/ig-decisions', model);
  }
}

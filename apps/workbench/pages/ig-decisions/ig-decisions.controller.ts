import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { ItemId } from '#platform';
import { NoSuchPage } from '../../access/go-to.js';
import { Pages } from '../../frame/pages.js';
import { choiceOf, pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { decisionPage, decisionsPage, OUTCOME_CHOICES, ROW_CHOICES } from './ig-decisions.view-model.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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

  @Get(':item')
  async view(@Req() request: Request, @Res() response: Response, @Param('item') item: string): Promise<void> {
    const decisions = UUID.test(item) ? await this.reads.decisions.ofItem(item as ItemId) : [];
    if (decisions.length === 0) throw new NoSuchPage();
    this.pages.send(
      request,
      response,
      'ig-decisions/ig-decision',
      decisionPage(decisions, this.reads.nameOf),
    );
  }
}

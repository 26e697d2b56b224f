import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { createReviewAudit, type ReviewAudit } from '#governance';
import { sittingOf } from '../../access/current-sitting.js';
import { barredAmong } from '../../application/barred.js';
import { READERS, type Readers } from '../../application/readers.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { choiceOf, pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { igReviewsPage, STATE_CHOICES } from './ig-reviews.view-model.js';

/** That a person has to decide, for whom and since when; no item and no name. */
@Controller('/ig/reviews')
@OpenToRoles('IG_LEAD')
export class IgReviewsController {
  private readonly reviews: ReviewAudit;

  constructor(
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    @Inject(READERS) private readonly readers: Readers,
  ) {
    this.reviews = createReviewAudit(deps.pool);
  }

  @Get()
  async list(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    const teams = this.deps.directory.recipients.filter(({ role }) => role !== 'IG');
    const ids: readonly string[] = teams.map(({ recipient }) => recipient);
    const filters = { team: choiceOf(query, 'team', ids), state: stateOf(query) };
    const now = this.deps.clock();
    const list = await this.reviews.list({
      ...{ recipient: filters.team, state: filters.state, now, page: pageNumberOf(query) },
    });
    const families = list.rows.map(({ family }) => family);
    const barred = await barredAmong(this.readers, sittingOf(request), families, now);
    const rows = list.rows.filter(({ family }) => !barred.has(family));
    const model = igReviewsPage({ ...list, rows }, filters, teams, now);
    this.pages.send(request, response, 'ig-reviews/ig-reviews', model);
  }
}

const stateOf = (query: ListQuery) => STATE_CHOICES.find(([state]) => state === query['state'])?.[0];

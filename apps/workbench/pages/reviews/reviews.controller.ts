import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId } from '#platform';
import { OpenToRoles } from '#access';
import type { ReviewFault } from '#governance';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { AnswerReview } from '../../application/reviews/answer-review.command.js';
import type { ReviewAsked } from '../../application/reviews/find-review.js';
import { teamsOf } from '../../application/reviews/review-of.js';
import { ViewReview } from '../../application/reviews/view-review.query.js';
import { ViewReviews } from '../../application/reviews/view-reviews.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { idOf, soleTextOf, wordsOf } from '../form-values.js';
import { reviewPage, type TypedReview } from './review.view-model.js';
import { reviewsPage } from './reviews.view-model.js';

interface Asking {
  readonly request: Request;
  readonly response: Response;
  readonly family: string;
  readonly team: string;
}

/** What the rules leave to a person: one review for a family and team. */
@Controller('/reviews')
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class ReviewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    const sitting = sittingOf(request);
    const teams = teamsOf(sitting, this.deps.directory);
    const team = teams.find(({ recipient }) => recipient === query['team'])?.recipient;
    const reviews = await this.queries.execute(new ViewReviews(sitting, team));
    const model = reviewsPage(reviews, { team, teams, page: pageNumberOf(query), now: this.deps.clock() });
    this.pages.send(request, response, 'reviews/reviews', model);
  }

  @Get('/:family/:team')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Param('team') team: string,
  ): Promise<void> {
    await this.show({ request, response, family, team }, { answer: undefined, reason: '' }, []);
  }

  @Post('/:family/:team')
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Param('team') team: string,
    @Body() body: unknown,
  ): Promise<void> {
    const asking = { request, response, family, team };
    const typed = { answer: soleTextOf(body, 'answer'), reason: wordsOf(body, 'reason') };
    const command = new AnswerReview(askedOf(asking), typed.answer, typed.reason);
    const taken = await this.commands.execute(command);
    if (taken === undefined) throw new NoSuchPage();
    if (!taken.ok) return this.show(asking, typed, taken.faults);
    await goOn(request, response, `/reviews/${family}/${team}`);
  }

  private async show(asking: Asking, typed: TypedReview, faults: readonly ReviewFault[]): Promise<void> {
    const { request, response } = asking;
    const page = await this.queries.execute(new ViewReview(askedOf(asking)));
    if (page === undefined) throw new NoSuchPage();
    const model = reviewPage(page, { typed, faults, directory: this.deps.directory, now: this.deps.clock() });
    this.pages.send(request, response, 'reviews/review', model, faults.length > 0 ? 400 : 200);
  }
}

const askedOf = ({ request, family, team }: Asking): ReviewAsked => ({
  sitting: sittingOf(request),
  family: idOf<FamilyId>(family),
  team,
});

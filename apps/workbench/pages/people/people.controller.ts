import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId } from '#platform';
import { OpenToRoles } from '#access';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { ViewPeople } from '../../application/view-people.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { idOf } from '../form-values.js';
import { peoplePage } from './people.view-model.js';

@Controller()
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class PeopleController {
  constructor(
    private readonly queries: QueryBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get('/families/:family/people')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
  ): Promise<void> {
    const page = await this.queries.execute(new ViewPeople(sittingOf(request), idOf<FamilyId>(family)));
    if (page === undefined) throw new NoSuchPage();
    const model = peoplePage(page, this.deps.directory, this.deps.clock());
    this.pages.send(request, response, 'people/people', model);
  }
}

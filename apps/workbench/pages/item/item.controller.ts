import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId, ItemId } from '#platform';
import { OpenToRoles } from '#access';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { ViewItem } from '../../application/view-item.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { idOf } from '../form-values.js';
import { itemPage } from './item.view-model.js';

@Controller()
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class ItemController {
  constructor(
    private readonly queries: QueryBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get('/families/:family/items/:item')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Param('item') item: string,
  ): Promise<void> {
    const sitting = sittingOf(request);
    const page = await this.queries.execute(
      new ViewItem(sitting, idOf<FamilyId>(family), idOf<ItemId>(item)),
    );
    if (page === undefined) throw new NoSuchPage();
    this.pages.send(request, response, 'item/item', itemPage(page, sitting, this.deps.directory));
  }
}

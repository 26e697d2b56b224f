import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { ItemId } from '#platform';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { ItemReads } from '../../oversight/item-reads.js';
import { LookRecord } from '../../oversight/look-record.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { NoSuchPage } from '../../access/go-to.js';
import { idOf } from '../form-values.js';
import { itemPage } from './ig-item.view-model.js';

/** Why an item may be seen by whom, what was decided when, and what it would take to change. No content. */
@Controller('/ig/items')
@OpenToRoles('IG_LEAD')
export class IgItemController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly items: ItemReads,
    private readonly looks: LookRecord,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get(':item')
  async view(@Req() request: Request, @Res() response: Response, @Param('item') item: string): Promise<void> {
    const now = this.deps.clock();
    const found = await this.items.find(idOf<ItemId>(item), now);
    if (!found) throw new NoSuchPage();
    await this.looks.put(request, { page: 'DECISIONS', items: [found.item] });
    this.pages.send(request, response, 'ig-item/ig-item', itemPage(found, this.reads.nameOf, now));
  }
}

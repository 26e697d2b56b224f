import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { AgreementId } from '#platform';
import type { WithdrawalEffect } from '#sharing';
import { NoSuchPage } from '../../access/go-to.js';
import { PreviewWithdrawal } from '../../application/preview-withdrawal.query.js';
import { Pages } from '../../frame/pages.js';
import { LookRecord } from '../../oversight/look-record.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { PersonReads } from '../../oversight/person-reads.js';
import { idOf } from '../form-values.js';
import { withdrawalPage } from './ig-withdrawal.view-model.js';

/** Previews, and withdraws nothing: agencies withdraw, because people tell them. */
@Controller('/ig/agreements/:agreement/withdrawal')
@OpenToRoles('IG_LEAD')
export class IgWithdrawalController {
  constructor(
    private readonly queries: QueryBus,
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly persons: PersonReads,
    private readonly looks: LookRecord,
  ) {}

  @Get()
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('agreement') stated: string,
  ): Promise<void> {
    const agreement = idOf<AgreementId>(stated);
    const effects = await this.openEffects(agreement);
    await this.record(request, agreement, effects);
    const model = withdrawalPage(agreement, effects, this.reads.nameOf);
    this.pages.send(request, response, 'ig-withdrawal/ig-withdrawal', model);
  }

  /** A restricted item is its custodian's to know of, also by what would become of it. */
  private async openEffects(agreement: AgreementId): Promise<readonly WithdrawalEffect[]> {
    const effects = await this.queries.execute(new PreviewWithdrawal(agreement));
    if (!effects) throw new NoSuchPage();
    const open = await this.reads.agreements.openOn(agreement);
    return effects.filter(({ item }) => open.has(item.item));
  }

  /** Throws `DISCLOSURE.NOT_RECORDED`, and `NoSuchPage` where the viewer is of the family. */
  private async record(
    request: Request,
    agreement: AgreementId,
    effects: readonly WithdrawalEffect[],
  ): Promise<void> {
    const found = await this.reads.agreements.find(agreement);
    if (!found) throw new NoSuchPage();
    const named = await this.persons.people.familyOf(found.facts.person);
    const items = [...new Set(effects.map(({ item }) => item.item))];
    const records = [found.record];
    await this.looks.put(request, { page: 'AGREEMENT', family: named?.family, records, items });
  }
}

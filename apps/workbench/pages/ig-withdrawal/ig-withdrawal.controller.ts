import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { createDisclose, type Disclose } from '#governance';
import type { AgreementId, Uuid } from '#platform';
import { currentRuleset } from '#sharing';
import { PreviewWithdrawal } from '../../application/preview-withdrawal.query.js';
import { sittingOf } from '../../access/current-sitting.js';
import { NoSuchPage } from '../../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { withdrawalPage } from './ig-withdrawal.view-model.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Previews, and withdraws nothing: agencies withdraw, because people tell them. */
@Controller('/ig/agreements/:agreement/withdrawal')
@OpenToRoles('IG_LEAD')
export class IgWithdrawalController {
  private readonly disclose: Disclose;

  constructor(
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly queries: QueryBus,
    private readonly pages: Pages,
    private readonly reads: OversightReads,
  ) {
    this.disclose = createDisclose(deps.store);
  }

  @Get()
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('agreement') stated: string,
  ): Promise<void> {
    if (!UUID.test(stated)) throw new NoSuchPage();
    const agreement = stated as AgreementId;
    const effects = await this.queries.execute(new PreviewWithdrawal(agreement));
    if (!effects) throw new NoSuchPage();
    await this.record(request);
    const model = withdrawalPage(agreement, effects, this.reads.nameOf);
    this.pages.send(request, response, 'ig-withdrawal/ig-withdrawal', model);
  }

  private async record(request: Request): Promise<void> {
    const { viewer, purpose, reference } = sittingOf(request);
    const { staff, role, agency, recipient } = viewer;
    const at = this.deps.clock();
    await this.disclose({
      ...{ id: randomUUID() as string as Uuid, at, page: 'AGREEMENT', items: [] },
      discloser: { staff, role, agency, recipient: recipient.recipient, purpose, reference },
      ruleset: currentRuleset(at).version,
    });
  }
}

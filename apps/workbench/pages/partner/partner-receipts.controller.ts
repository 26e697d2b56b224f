import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { EventsFilter } from '#journey';
import type { AgencyId, Uuid } from '#platform';
import { NoSuchPage } from '../../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { choiceOf, pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { agencyOf, PartnerReads } from '../../partner/partner-reads.js';
import { idOf, textOf } from '../form-values.js';
import { partnerFrame } from './partner-frame.js';
import { spanOfDay, spanUpTo } from './receipts-span.js';
import { receiptPage, receiptsPage } from './receipts.view-model.js';
import { CONTENT_ASKED, OUTCOME_CHOICES } from './states.js';

const PAGE_SIZE = 50;
const NOT_A_DAY = 'Enter a day as year, month and day, for example 2026-11-21';

/** What became of each event, as its receipt says it. Addresses carry a random reference, never a publisher's id. */
@Controller('/partner/receipts')
@OpenToRoles('PARTNER')
export class PartnerReceiptsController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: PartnerReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    await this.showList(request, response, query);
  }

  @Post('/find')
  async find(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const sought = textOf(body, 'id') ?? '';
    const found = sought === '' ? undefined : await this.reads.events.findById(agencyOf(request), sought);
    if (found) return goOn(request, response, `/partner/receipts/${found}`);
    const idFault =
      sought === ''
        ? 'Enter your own id of the event'
        : 'No event of yours with this id is decided. Check the id, or look again in a minute';
    await this.showList(request, response, {}, { sought, idFault });
  }

  @Get('/:reference')
  async view(@Req() request: Request, @Res() response: Response, @Param('reference') reference: string) {
    const agency = agencyOf(request);
    const receipt = await this.receiptOf(agency, idOf<Uuid>(reference));
    const frame = partnerFrame('Receipts', this.reads.agencyName(agency));
    const model = { ...frame, ...receiptPage(receipt, this.reads.nameOf) };
    this.pages.send(request, response, 'partner/receipt', model);
  }

  /** Throws `NoSuchPage`, for another agency's event as for none. */
  private async receiptOf(agency: AgencyId, reference: Uuid) {
    const found = await this.reads.events.findByReference(agency, reference);
    const receipt =
      found && (await this.reads.receipts.findByReference(agency, reference, found.sourceEventId));
    if (!receipt) throw new NoSuchPage();
    return receipt;
  }

  private async showList(
    request: Request,
    response: Response,
    query: ListQuery,
    finding: { readonly sought?: string; readonly idFault?: string } = {},
  ): Promise<void> {
    const agency = agencyOf(request);
    const state = choiceOf(
      query,
      'state',
      OUTCOME_CHOICES.map(([value]) => value),
    );
    const day = textOf(query, 'day');
    const span = day === undefined ? undefined : spanOfDay(day);
    const dayFault = day !== undefined && !span ? NOT_A_DAY : undefined;
    const part = { page: pageNumberOf(query), pageSize: PAGE_SIZE };
    const filter = { ...becameOf(state), ...(span ?? spanUpTo(this.deps.clock(), state)) };
    const list = await this.reads.events.list(agency, filter, part);
    const errors = [
      ...(finding.idFault === undefined ? [] : [{ text: finding.idFault, href: '#id' }]),
      ...(dayFault === undefined ? [] : [{ text: dayFault, href: '#day' }]),
    ];
    const frame = partnerFrame('Receipts', this.reads.agencyName(agency));
    const model = { ...frame, ...receiptsPage(list, { state, day }, dayFault), ...finding, errors };
    this.pages.send(request, response, 'partner/receipts', { ...model, failed: errors.length > 0 });
  }
}

const becameOf = (state: string | undefined): Pick<EventsFilter, 'state' | 'contentAsked'> =>
  state === CONTENT_ASKED ? { contentAsked: true } : { state: state as EventsFilter['state'] };

import { Controller, Get, Header, Inject, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { FeedLookup } from '#feed';
import { receiptBody, type ReceiptBody } from '#journey';
import { agencyOf } from '../auth/authenticate.js';
import { FEED_LOOKUP, RECEIPTS, type ReceiptFinder } from '../gateway-parts.js';
import { noSuchEvent } from '../problems/known-problems.js';
import { ReceiptParams } from './receipt-params.js';

/** Held by the feed and not decided yet. */
interface Received {
  readonly id: string;
  readonly state: 'received';
  readonly receivedAt: string;
}

@Controller('v1/events')
export class ReceiptsController {
  constructor(
    @Inject(RECEIPTS) private readonly receipts: ReceiptFinder,
    @Inject(FEED_LOOKUP) private readonly feed: FeedLookup,
  ) {}

  /** Only the caller's own: another agency's event is not found, whether it exists or not. */
  @Get(':id/receipt')
  @Header('cache-control', 'no-store')
  async receipt(@Req() request: Request, @Param() { id }: ReceiptParams): Promise<ReceiptBody | Received> {
    const agency = agencyOf(request).id;
    const decided = await this.receipts.findReceipt(agency, id);
    if (decided) return receiptBody(decided);
    const waiting = await this.feed.findSourceEvent(agency, id);
    if (!waiting) throw noSuchEvent();
    return { id, state: 'received', receivedAt: waiting.appendedAt.toISOString() };
  }
}

import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { FeedWriter } from '#feed';
import type { Metrics } from '#platform';
import { agencyOf } from '../auth/authenticate.js';
import { correlationIdOf, traceparentOf } from '../edge/correlation.js';
import { FEED_WRITER, METRICS } from '../gateway-parts.js';
import { publishEvents, type PublishResult } from './publish-events.js';
import { readBody } from './read-body.js';

@Controller('v1/events')
export class PublishController {
  constructor(
    @Inject(FEED_WRITER) private readonly writer: FeedWriter,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** 202 with one result for each event, in order; what is accepted is durable by then. */
  @Post()
  @HttpCode(202)
  async publish(@Req() request: Request): Promise<{ results: readonly PublishResult[] }> {
    const agency = agencyOf(request).id;
    const results = await publishEvents(this.writer, {
      agency,
      events: readBody(request),
      correlationId: correlationIdOf(request),
      traceparent: traceparentOf(request),
    });
    const accepted = results.filter(({ status }) => status === 'accepted').length;
    this.metrics.count('throughline_published_total', { agency }, accepted);
    return { results };
  }
}

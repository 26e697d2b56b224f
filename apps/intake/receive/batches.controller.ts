import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FeedBatch } from '#feed';
import { FEED_BATCH } from '#feed/nest';
import type { TakeBatch } from './receive.js';

export const TAKE_BATCH = Symbol('take batch');

@Controller()
export class BatchesController {
  constructor(@Inject(TAKE_BATCH) private readonly take: TakeBatch) {}

  @EventPattern<string>(FEED_BATCH)
  batch(@Payload() batch: FeedBatch): Promise<void> {
    return this.take(batch);
  }
}

import { BaseRpcContext, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { defect } from '#platform';
import type { FeedBatch, FeedConsumer, FeedMembership } from '../ports.js';

/** Pattern of the handler that takes batches: `@EventPattern<string>(FEED_BATCH)`. */
export const FEED_BATCH = 'feed.batch';

/** What travels beside a batch. */
export class FeedContext extends BaseRpcContext<[FeedBatch]> {}

/**
 * The agency feed as a Nest transport. Nest's own Kafka server hands over single messages and lets one bad message block
 * its partition; here the handler takes whole batches, and what it throws brings the same batch again after a back-off.
 */
export class FeedServer
  extends Server<Record<string, never>, FeedMembership>
  implements CustomTransportStrategy
{
  override readonly transportId = Symbol('agency feed');
  override readonly propagatesEventHandlerErrors = true;

  constructor(private readonly consumer: FeedConsumer) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.consumer.start((batch) => this.hand(batch)).then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.consumer.stop();
  }

  on(): never {
    throw defect('FEED.NO_EVENTS', 'The feed tells nothing but batches; ask the consumer for its membership');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  /** Resolves when the handler is done; nothing is committed before. */
  private async hand(batch: FeedBatch): Promise<void> {
    const handler = this.getHandlerByPattern(FEED_BATCH);
    if (!handler) throw defect('FEED.NO_HANDLER', 'No handler takes the batches of the feed');
    const answer = this.transformToObservable(await handler(batch, new FeedContext([batch])));
    await lastValueFrom(answer, { defaultValue: undefined });
  }
}

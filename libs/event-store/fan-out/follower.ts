import type { Logger } from '#platform';
import { once } from 'node:events';
import { handOver, type Handler } from '../client/hand-over.js';
import type { EventStore, StorePosition, SubscriptionBatch, SubscriptionOptions } from '../ports.js';
import { catchUp } from './catch-up.js';
import type { SharedSource } from './shared-source.js';
import { WaitingEvents } from './waiting-events.js';

export interface FollowerOptions extends SubscriptionOptions {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly source: SharedSource;
  readonly handle: Handler;
  readonly logger: Logger;
  readonly mostWaiting: number;
}

const DEFAULT_BATCH = 500;

/**
 * Catches up by a subscription of its own, then goes on with what the shared one brings. What that brings is kept from
 * before the own one is opened, so that the server's mark that nothing more waits says: all that is missing is kept here.
 */
export class Follower {
  readonly #stopping = new AbortController();
  readonly #waiting: WaitingEvents;
  #after: StorePosition | undefined;
  #ended: { readonly error: Error | undefined } | undefined;
  #wake: () => void = () => undefined;

  constructor(private readonly options: FollowerOptions) {
    this.#after = options.after;
    this.#waiting = new WaitingEvents(options.prefixes, options.mostWaiting);
    this.#stopping.signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Resolves when stopped. Rejects with what the handler threw, or where the store refuses for good. */
  async run(): Promise<void> {
    const membership = this.options.source.join({
      take: (batch) => this.#waiting.put(batch) && this.#wake(),
      end: (error) => this.#end(error),
    });
    try {
      await Promise.race([membership.opened, once(this.#stopping.signal, 'abort')]);
      while (!this.#isOver) {
        this.#waiting.restart();
        await this.#catchUp();
        await this.#goOn();
      }
    } finally {
      await membership.leave();
    }
    if (this.#ended?.error) throw this.#ended.error;
  }

  get #isOver(): boolean {
    return this.#stopping.signal.aborted || this.#ended !== undefined;
  }

  async #catchUp(): Promise<void> {
    const { store, prefixes, maxBatch, handle } = this.options;
    const take = async (batch: SubscriptionBatch) => {
      await handle(batch);
      this.#advance(batch);
    };
    const options = { after: this.#after, prefixes, ...(maxBatch !== undefined && { maxBatch }) };
    const outcome = await catchUp({ store, options, take }, this.#stopping.signal);
    if (outcome === 'ended') this.#end();
  }

  /** Until stopped, or until more came than may wait. */
  async #goOn(): Promise<void> {
    const { handle, logger, maxBatch = DEFAULT_BATCH } = this.options;
    const { signal } = this.#stopping;
    while (!this.#isOver && !this.#waiting.hasGap) {
      const batch = this.#waiting.take(maxBatch, this.#after);
      if (!batch) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (await handOver(batch, { handle, signal, logger })) this.#advance(batch);
    }
  }

  #advance({ events }: SubscriptionBatch): void {
    this.#after = events.at(-1)?.position ?? this.#after;
  }

  #end(error?: Error): void {
    this.#ended ??= { error };
    this.#wake();
  }
}

import { isThroughlineError, type Logger } from '#platform';
import { once } from 'node:events';
import { BackOff, pause } from '../client/back-off.js';
import type { EventStore, StorePosition, SubscriptionBatch } from '../ports.js';

export interface Member {
  /** Must not throw. */
  take(batch: SubscriptionBatch): void;
  /** Nothing more will come; the error where the store refuses for good. */
  end(error?: Error): void;
}

export interface LiveSourceOptions {
  readonly store: Pick<EventStore, 'subscribe' | 'headPosition'>;
  readonly prefixes: readonly string[];
  readonly logger: Logger;
}

/** One subscription, from the end of the store on, whose batches go to every member at once. It waits for none of them. */
export class LiveSource {
  readonly members = new Set<Member>();
  /** Resolves when all that is appended from then on will reach the members, or when there will be nothing. */
  readonly opened: Promise<void>;
  /** Resolves when it is over, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #stopping = new AbortController();
  #isOver = false;

  constructor(private readonly options: LiveSourceOptions) {
    let opened: () => void = () => undefined;
    this.opened = new Promise((resolve) => (opened = resolve));
    this.ended = this.#run(opened).then(
      () => this.#end(opened),
      (error: Error) => this.#end(opened, error),
    );
  }

  /** True as soon as the members were told: who joins then would hear nothing. */
  get isOver(): boolean {
    return this.#isOver;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.ended;
  }

  async #run(opened: () => void): Promise<void> {
    const { signal } = this.#stopping;
    const { store, prefixes } = this.options;
    const stopped = once(signal, 'abort').then(() => undefined);
    const head = await Promise.race([this.#head(), stopped]);
    if (signal.aborted) return;
    const subscription = store.subscribe({ after: head, prefixes }, async (batch) => {
      if (!signal.aborted) for (const member of this.members) member.take(batch);
    });
    signal.addEventListener('abort', () => void subscription.stop(), { once: true });
    opened();
    await subscription.done;
  }

  /** Waits for a store that is away as long as a subscription would. */
  async #head(): Promise<StorePosition | undefined> {
    const { signal } = this.#stopping;
    const backOff = new BackOff();
    while (!signal.aborted) {
      try {
        return await this.options.store.headPosition();
      } catch (error) {
        if (!isThroughlineError(error) || !error.retryable) throw error;
        this.options.logger.warn('The end of the event store is not known yet', { code: error.code });
        await pause(backOff.nextMs, signal);
      }
    }
    return undefined;
  }

  #end(opened: () => void, error?: Error): void {
    this.#isOver = true;
    opened();
    for (const member of this.members) member.end(error);
    this.members.clear();
  }
}

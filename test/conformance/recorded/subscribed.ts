import type { AllStreamSubscription, StreamSubscription } from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import type { Normaliser } from './normalise.js';

const PATIENCE_MS = 5_000;
/** Long enough for whatever the server says by itself after it has confirmed. */
const QUIET_MS = 250;

/** Writes down what a subscription emits, in order. */
export class Subscribed {
  readonly log: unknown[] = [];
  /** Settles once the server has confirmed and then said nothing for a while. */
  readonly quiet: Promise<void>;
  #events = 0;
  #caughtUp = 0;
  #failed = false;

  constructor(
    private readonly subscription: StreamSubscription | AllStreamSubscription,
    normaliser: Normaliser,
  ) {
    const spoke = new Promise<void>((resolve) => {
      subscription.on('confirmation', resolve).on('error', () => resolve());
    });
    this.quiet = Promise.race([spoke, pause(PATIENCE_MS, undefined, { ref: false })]).then(() =>
      pause(QUIET_MS),
    );
    this.#listen(normaliser);
  }

  async until({ events, caughtUp = 0 }: { events: number; caughtUp?: number }): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!this.#failed && (this.#events < events || this.#caughtUp < caughtUp)) {
      if (Date.now() > deadline) return;
      await pause(5);
    }
  }

  async leave(): Promise<void> {
    await this.subscription.unsubscribe().catch(() => undefined);
  }

  #listen(normaliser: Normaliser): void {
    this.subscription
      .on('data', ({ event }) => {
        this.#events += 1;
        this.log.push(['event', event?.type, event?.revision]);
      })
      .on('caughtUp', () => {
        this.#caughtUp += 1;
        this.log.push('caughtUp');
      })
      .on('fellBehind', () => void this.log.push('fellBehind'))
      .on('confirmation', () => void this.log.push('confirmation'))
      .on('end', () => void this.log.push('end'))
      .on('close', () => void this.log.push('close'))
      .on('error', (error: unknown) => {
        this.#failed = true;
        this.log.push(normaliser.error(error));
      });
  }
}

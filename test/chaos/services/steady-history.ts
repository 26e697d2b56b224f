import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../../../apps/simulator/index.js';
import type { StubbornPublisher } from '../stubborn-publisher.js';

const EVERY_MS = 200;

/** Offers a recorded history at a steady rate, whatever happens to the hub meanwhile, until told to end. */
export class SteadyHistory {
  private ended = false;
  private next = 0;
  private readonly offering: Promise<void>;

  constructor(
    private readonly publisher: StubbornPublisher,
    private readonly deliveries: readonly Delivery[],
    private readonly perSecond: number,
  ) {
    this.offering = this.offer();
  }

  get offered(): number {
    return this.next;
  }

  /** Resolves when everything offered has been answered. */
  async end(): Promise<void> {
    this.ended = true;
    await this.offering;
    await this.publisher.settled();
  }

  private async offer(): Promise<void> {
    const began = performance.now();
    while (!this.ended && this.next < this.deliveries.length) {
      const due = Math.ceil(((performance.now() - began) / 1000) * this.perSecond);
      this.publisher.offer(this.deliveries.slice(this.next, due));
      this.next = Math.min(Math.max(due, this.next), this.deliveries.length);
      await pause(EVERY_MS);
    }
  }
}

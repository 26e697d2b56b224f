import type { StoredEvent, StorePosition, SubscriptionBatch } from '../../ports.js';

const MARK = Symbol('caught up');

interface WireOptions {
  readonly after: StorePosition | undefined;
  readonly prefixes: readonly string[];
  readonly turn: () => Promise<void>;
}

/** One call of a subscription: the server puts frames in at its own pace, the client takes them out at its own. */
export class MemoryWire {
  readonly #frames: (StoredEvent | typeof MARK)[] = [];
  #isBroken = false;
  #sleepers: (() => void)[] = [];

  constructor(
    private readonly log: readonly StoredEvent[],
    private readonly options: WireOptions,
  ) {
    void this.#serve();
  }

  wake(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const sleeper of sleepers) sleeper();
  }

  break(): void {
    this.#isBroken = true;
    this.wake();
  }

  /** What waits already comes at once, with no turn between. */
  async *batches(maxBatch: number): AsyncGenerator<SubscriptionBatch> {
    while (!this.#isBroken) {
      if (this.#frames.length > 0) yield this.#take(maxBatch);
      else await this.#asleep();
      if (this.#frames.length === 0) await this.options.turn();
    }
  }

  async #serve(): Promise<void> {
    const { after, prefixes, turn } = this.options;
    let cursor = Number(after ?? 0n);
    let isLive = false;
    while (!this.#isBroken) {
      await turn();
      const event = this.log[cursor];
      if (event) {
        cursor += 1;
        if (prefixes.some((prefix) => event.stream.startsWith(prefix))) this.#send(event);
      } else if (isLive) await this.#asleep();
      else {
        isLive = true;
        this.#send(MARK);
      }
    }
  }

  #send(frame: StoredEvent | typeof MARK): void {
    this.#frames.push(frame);
    this.wake();
  }

  #take(maxBatch: number): SubscriptionBatch {
    const events: StoredEvent[] = [];
    while (events.length < maxBatch) {
      const frame = this.#frames.shift();
      if (!frame) break;
      if (frame === MARK) return { events, caughtUp: true };
      events.push(frame);
    }
    return { events, caughtUp: false };
  }

  #asleep(): Promise<void> {
    return new Promise((resolve) => this.#sleepers.push(resolve));
  }
}

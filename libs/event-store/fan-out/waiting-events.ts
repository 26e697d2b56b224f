import type { StoredEvent, StorePosition, SubscriptionBatch } from '../ports.js';

const CAUGHT_UP = Symbol('caught up');

/** What the shared subscription brought for one follower and was not handed over yet; never more than a given number. */
export class WaitingEvents {
  #entries: (StoredEvent | typeof CAUGHT_UP)[] = [];
  #hasGap = false;

  constructor(
    private readonly prefixes: readonly string[],
    private readonly most: number,
  ) {}

  /** True once there were too many: everything was given up, and what comes is not kept until `restart`. */
  get hasGap(): boolean {
    return this.#hasGap;
  }

  restart(): void {
    this.#entries = [];
    this.#hasGap = false;
  }

  /** Keeps what is of the follower's prefixes. True where there is something new to look at. */
  put({ events, caughtUp }: SubscriptionBatch): boolean {
    if (this.#hasGap) return false;
    const before = this.#entries.length;
    for (const event of events) if (this.#concerns(event)) this.#entries.push(event);
    if (caughtUp) this.#entries.push(CAUGHT_UP);
    this.#hasGap = this.#entries.length > this.most;
    if (this.#hasGap) this.#entries = [];
    return this.#hasGap || this.#entries.length > before;
  }

  /** Up to so many of what lies behind the position. What stands behind the server's mark belongs to the next batch. */
  take(max: number, after: StorePosition | undefined): SubscriptionBatch | undefined {
    const events: StoredEvent[] = [];
    let taken = 0;
    let caughtUp = false;
    while (!caughtUp && events.length < max && taken < this.#entries.length) {
      const entry = this.#entries[taken++];
      if (entry === CAUGHT_UP) caughtUp = true;
      else if (entry && (after === undefined || entry.position > after)) events.push(entry);
    }
    this.#entries.splice(0, taken);
    return caughtUp || events.length > 0 ? { events, caughtUp } : undefined;
  }

  #concerns({ stream }: StoredEvent): boolean {
    return this.prefixes.some((prefix) => stream.startsWith(prefix));
  }
}

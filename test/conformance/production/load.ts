import type { EventStore, NewEvent, StoredEvent, Subscription } from '#event-store';
import { derivedUuid } from '#platform';

/** Every append begins a stream of its own, so that one that was lost or written twice shows. */
export class Load {
  readonly acknowledged: string[] = [];
  readonly faults: string[] = [];
  #count = 0;
  #going = true;
  readonly #done: Promise<unknown>;

  constructor(
    private readonly store: EventStore,
    private readonly prefix: string,
  ) {
    this.#done = Promise.all(Array.from({ length: IN_FLIGHT }, () => this.#work()));
  }

  async stop(): Promise<void> {
    this.#going = false;
    await this.#done;
  }

  async #work(): Promise<void> {
    while (this.#going && this.#count < MOST) {
      const stream = `${this.prefix}${this.#count++}`;
      try {
        const outcome = await this.store.append(stream, 'no-stream', [eventOf(stream)]);
        if (outcome.ok) this.acknowledged.push(stream);
        else this.faults.push(`An append to a new stream was answered with ${outcome.reason}.`);
      } catch (error) {
        this.faults.push(`An append failed: ${(error as Error).message}`);
        return;
      }
    }
  }
}

const IN_FLIGHT = 8;
const MOST = 50_000;

const eventOf = (stream: string): NewEvent => ({
  id: derivedUuid('conformance', stream),
  type: 'Asked',
  data: {},
  metadata: { schemaVersion: 1 },
});

/** What a subscriber was handed. */
export class Follower {
  readonly streams: string[] = [];
  readonly faults: string[] = [];
  readonly subscription: Subscription;
  #last = -1n;

  constructor(store: EventStore, prefix: string) {
    this.subscription = store.subscribe({ prefixes: [prefix], maxBatch: 50 }, async ({ events }) =>
      events.forEach((event) => this.#take(event)),
    );
    this.subscription.done.catch((error: Error) =>
      this.faults.push(`The subscription ended: ${error.message}`),
    );
  }

  #take({ stream, position }: StoredEvent): void {
    this.streams.push(stream);
    if (position <= this.#last) this.faults.push('Events came out of order or twice.');
    this.#last = position;
  }
}

/** Each stream once: what is missing, and what is too much. */
export function compare(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const seen = new Set(found);
  const missing = expected.filter((stream) => !seen.has(stream)).length;
  const double = found.length - seen.size;
  return [
    ...(missing > 0 ? [`${what}: ${missing} of ${expected.length} events are missing.`] : []),
    ...(double > 0 ? [`${what}: ${double} events are there twice.`] : []),
  ];
}

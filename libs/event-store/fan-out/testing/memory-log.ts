import { derivedUuid, isThroughlineError } from '#platform';
import type {
  EventStore,
  StoredEvent,
  StorePosition,
  Subscription,
  SubscriptionBatch,
  SubscriptionOptions,
} from '../../ports.js';
import { MemoryWire } from './memory-wire.js';

type Handler = (batch: SubscriptionBatch) => Promise<void>;

/**
 * A store of which only the order of things is real: every step of a server, a wire and a client waits for its turn, which
 * the test gives, so that thousands of interleavings can be tried in seconds.
 */
export class MemoryLog implements Pick<EventStore, 'subscribe' | 'headPosition'> {
  readonly events: StoredEvent[] = [];
  /** What the store answers from now on, for good. */
  refusal: Error | undefined;
  readonly #wires = new Set<MemoryWire>();

  constructor(private readonly turn: () => Promise<void>) {}

  get openSubscriptions(): number {
    return this.#wires.size;
  }

  append(stream: string): void {
    const position = BigInt(this.events.length + 1);
    const id = derivedUuid('memory-log', String(position));
    const metadata = { schemaVersion: 1 };
    const createdAt = new Date(0);
    this.events.push({ id, stream, position, type: 'Noted', data: {}, metadata, createdAt, revision: 0n });
    for (const wire of this.#wires) wire.wake();
  }

  /** As when the server restarts: what is under way is lost, and everybody subscribes again. */
  breakConnections(): void {
    for (const wire of this.#wires) wire.break();
  }

  async headPosition(): Promise<StorePosition | undefined> {
    await this.turn();
    if (this.refusal) throw this.refusal;
    const head = this.events.at(-1)?.position;
    await this.turn();
    return head;
  }

  subscribe(options: SubscriptionOptions, handle: Handler): Subscription {
    const stopping = new AbortController();
    const done = this.#run(options, handle, stopping.signal);
    done.catch(() => undefined);
    const stop = async () => {
      stopping.abort();
      await done.catch(() => undefined);
    };
    return { done, stop };
  }

  async #run({ after, prefixes, maxBatch = 500 }: SubscriptionOptions, handle: Handler, signal: AbortSignal) {
    let handled = after;
    while (!signal.aborted) {
      if (this.refusal) throw this.refusal;
      const wire = new MemoryWire(this.events, { after: handled, prefixes, turn: this.turn });
      const leave = () => wire.break();
      signal.addEventListener('abort', leave);
      this.#wires.add(wire);
      try {
        for await (const batch of wire.batches(maxBatch)) {
          if (!(await this.#hand(batch, handle, signal))) return;
          handled = batch.events.at(-1)?.position ?? handled;
        }
      } finally {
        wire.break();
        this.#wires.delete(wire);
        signal.removeEventListener('abort', leave);
      }
      await this.turn();
    }
  }

  async #hand(batch: SubscriptionBatch, handle: Handler, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      try {
        await handle(batch);
        return true;
      } catch (error) {
        if (!isThroughlineError(error) || !error.retryable) throw error;
        await this.turn();
      }
    }
    return false;
  }
}

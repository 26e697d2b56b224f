import { derivedUuid } from '#platform';
import type { AppendOutcome, EventStore, NewEvent, StoredEvent, Subscription } from '../ports.js';

export const noted = (cause: string, data: unknown = { cause }): NewEvent => ({
  id: derivedUuid('test', cause),
  type: 'Noted',
  data,
  metadata: { schemaVersion: 1 },
});

/** One event in a stream of its own; asked for again, the same event. */
export const appendTo = (store: EventStore, stream: string): Promise<AppendOutcome> =>
  store.append(stream, 'no-stream', [noted(stream)]);

export const names = (count: number, prefix = 'item'): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

export interface Followed {
  readonly seen: StoredEvent[];
  readonly subscription: Subscription;
}

/** Keeps everything that a subscriber is handed. */
export function follow(store: EventStore, prefix = 'item-'): Followed {
  const seen: StoredEvent[] = [];
  const subscription = store.subscribe({ prefixes: [prefix], maxBatch: 20 }, async ({ events }) => {
    seen.push(...events);
  });
  return { seen, subscription };
}

/** Streams that were handed over once, in the order of their positions; undefined where that order was broken. */
export function onceInOrder(seen: readonly StoredEvent[]): string[] | undefined {
  const inOrder = seen.every(({ position }, at) => at === 0 || position > (seen[at - 1]?.position ?? 0n));
  return inOrder ? seen.map(({ stream }) => stream).sort() : undefined;
}

import type { EventStore } from '#event-store';
import type { ItemId, Uuid } from '#platform';
import { itemStream } from './origin.js';

/**
 * The first event of each item that the store holds. An append of no events asks whether there is a stream: many go out
 * on the one call for appends, where a read each would open a call of its own, and nearly every item is new.
 */
export async function firstEventsHeld(
  store: EventStore,
  items: readonly ItemId[],
): Promise<ReadonlyMap<ItemId, Uuid>> {
  if (items.length === 0) return new Map();
  const questions = items.map((item) => ({
    stream: itemStream(item),
    expected: 'no-stream' as const,
    events: [],
  }));
  const answers = await store.appendMany(questions);
  const there = items.filter((_, at) => !answers[at]?.ok);
  const firsts = await Promise.all(there.map(async (item) => (await store.readStream(itemStream(item)))[0]));
  return new Map(
    there.flatMap((item, at) => {
      const first = firsts[at];
      return first ? [[item, first.id] as const] : [];
    }),
  );
}

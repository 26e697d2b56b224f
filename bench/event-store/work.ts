import { connectEventStore, type EventStore, type NewEvent } from '#event-store';
import type { Uuid } from '#platform';
import { randomUUID } from 'node:crypto';

/** About 0.9 kB with its metadata, as the hub's events are. */
export const PAYLOAD = { pad: 'x'.repeat(780) };

const event = (): NewEvent => ({
  id: randomUUID() as Uuid,
  type: 'ItemShared',
  data: PAYLOAD,
  metadata: { schemaVersion: 1, correlationId: randomUUID(), actor: 'hub:bench' },
});

export const connect = (url: string): EventStore => connectEventStore({ url, deadlineMs: 60_000 });

/** `count` appends of `size` events to streams of their own, `inFlight` at a time. Returns events a second. */
export async function append(
  store: EventStore,
  { count, size = 1, inFlight }: { count: number; size?: number; inFlight: number },
): Promise<number> {
  const begun = performance.now();
  let begunAppends = 0;
  const work = async () => {
    while (begunAppends < count) {
      begunAppends += 1;
      const events = Array.from({ length: size }, event);
      const outcome = await store.append(`item-${randomUUID()}`, 'no-stream', events);
      if (!outcome.ok) throw new Error(`An append was refused: ${outcome.reason}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return (count * size * 1000) / (performance.now() - begun);
}

/** Returns events a second. */
export async function readAll(store: EventStore): Promise<number> {
  const begun = performance.now();
  let count = 0;
  for await (const batch of store.readAll()) count += batch.length;
  return (count * 1000) / (performance.now() - begun);
}

/** From the beginning until caught up. Returns events a second. */
export async function catchUp(store: EventStore): Promise<number> {
  const begun = performance.now();
  let count = 0;
  await new Promise<void>((resolve, reject) => {
    const subscription = store.subscribe({ prefixes: ['item-'] }, async ({ events, caughtUp }) => {
      count += events.length;
      if (caughtUp) resolve();
    });
    subscription.done.catch(reject);
  });
  return (count * 1000) / (performance.now() - begun);
}

import type { EventStore } from '../ports.js';

/**
 * What two are told who write to one stream at the same moment: all that the first does falls between what the second
 * reads and what they append on it.
 */
export async function atOnce<Told>(
  store: EventStore,
  first: (store: EventStore) => Promise<Told>,
  second: (store: EventStore) => Promise<Told>,
): Promise<readonly [first: Told, second: Told]> {
  const toldFirst: Told[] = [];
  const readStream: EventStore['readStream'] = async (stream) => {
    const events = await store.readStream(stream);
    if (toldFirst.length === 0) toldFirst.push(await first(store));
    return events;
  };
  const toldSecond = await second(Object.create(store, { readStream: { value: readStream } }) as EventStore);
  const [told] = toldFirst;
  if (told === undefined) throw new Error('The second read nothing, so that nobody could come between');
  return [told, toldSecond];
}

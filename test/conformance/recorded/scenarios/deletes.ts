import {
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type DeleteStreamOptions,
} from '@eventstore/db-client';
import { event, scenario, type Asked, type Scenario } from '../scenario.js';
import { Subscribed } from '../subscribed.js';
import { lastThreeWith } from './read-all.js';

const remove = (store: Asked, stream: string, options?: DeleteStreamOptions) =>
  store.answer(() => store.client.deleteStream(stream, options));
const tombstone = (store: Asked, stream: string, expectedRevision?: bigint) =>
  store.answer(() =>
    store.client.tombstoneStream(stream, expectedRevision === undefined ? {} : { expectedRevision }),
  );

export const DELETES: readonly Scenario[] = [
  scenario('a deleted stream begins anew behind its last revision', async (store) => {
    const stream = await store.ten('d1');
    return {
      delete: await remove(store, stream, { expectedRevision: 9n }),
      read: await store.read(stream),
      appendNoStream: await store.append(stream, [event('Again')], { expectedRevision: NO_STREAM }),
      readAfter: await store.read(stream),
      next: await store.append(stream, [event('Next')], { expectedRevision: 10n }),
    };
  }),
  scenario('a deleted stream takes its last revision, or none, as expected', async (store) => {
    const [one, two] = [await store.ten('d2'), await store.ten('d2b')];
    await store.client.deleteStream(one);
    const expected9 = await store.append(one, [event('Again')], { expectedRevision: 9n });
    await store.client.deleteStream(two);
    const any = await store.append(two, [event('Again')]);
    return { expected9, any, read: await store.read(one), read2: await store.read(two) };
  }),
  scenario('a delete expects the wrong revision', async (store) => ({
    delete: await remove(store, await store.ten('d3'), { expectedRevision: 3n }),
  })),
  scenario('a stream that does not exist is deleted', async (store) => ({
    any: await remove(store, store.stream('d4')),
    noStream: await remove(store, store.stream('d4b'), { expectedRevision: NO_STREAM }),
    exists: await remove(store, store.stream('d4c'), {
      expectedRevision: STREAM_EXISTS as unknown as bigint,
    }),
  })),
  scenario('a tombstone bars a stream for good', async (store) => {
    const stream = await store.ten('d5');
    const placed = await tombstone(store, stream, 9n);
    const subscribed = new Subscribed(
      store.client.subscribeToStream(stream, { fromRevision: START }),
      store.normaliser,
    );
    const subscribe = await store.observe(subscribed, { events: 1 });
    return {
      tombstone: placed,
      read: await store.read(stream),
      append: await store.append(stream, [event('A')]),
      delete: await remove(store, stream),
      subscribe,
    };
  }),
  scenario('a tombstone bars a name never used', async (store) => ({
    tombstone: await tombstone(store, store.stream('d6')),
    append: await store.append(store.stream('d6'), [event('A')]),
  })),
  scenario('deleted events stay among all events', async (store) => {
    const stream = store.stream('d7');
    await store.client.appendToStream(stream, [event('Gone1'), event('Gone2')]);
    await store.client.deleteStream(stream);
    return { all: await lastThreeWith(store, streamNameFilter({ prefixes: [stream] })) };
  }),
];

import type { StreamMetadata } from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import { scenario, type Asked, type Scenario } from '../scenario.js';

const set = (store: Asked, stream: string, metadata: StreamMetadata, expectedRevision?: bigint) =>
  store.answer(() =>
    store.client.setStreamMetadata(
      stream,
      metadata,
      expectedRevision === undefined ? {} : { expectedRevision },
    ),
  );

export const METADATA: readonly Scenario[] = [
  scenario('metadata is set, read, and cuts what is read', async (store) => {
    const stream = await store.ten('m1');
    return {
      set: await set(store, stream, { maxCount: 3, note: 'x' }),
      get: await store.answer(() => store.client.getStreamMetadata(stream)),
      read: await store.read(stream),
      again: await set(store, stream, { truncateBefore: 9 }, 0n),
      wrong: await set(store, stream, { maxCount: 1 }, 0n),
      read2: await store.read(stream),
    };
  }),
  scenario('a stream has no metadata', async (store) => ({
    get: await store.answer(() => store.client.getStreamMetadata(store.stream('m2'))),
  })),
  scenario('events older than the greatest age are not read', async (store) => {
    const stream = await store.ten('m3');
    await store.client.setStreamMetadata(stream, { maxAge: 1 });
    await pause(2_200);
    return { read: await store.read(stream) };
  }),
  scenario('metadata is read as a stream', async (store) => {
    const stream = await store.ten('m4');
    await store.client.setStreamMetadata(stream, { maxCount: 3 });
    return { read: await store.read(`$$${stream}`) };
  }),
];

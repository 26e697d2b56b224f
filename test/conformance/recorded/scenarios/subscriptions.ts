import { END, START, streamNameFilter } from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import { event, scenario, type Asked, type Scenario } from '../scenario.js';
import { Subscribed } from '../subscribed.js';

const toStream = (store: Asked, stream: string, fromRevision: bigint | typeof START | typeof END) =>
  new Subscribed(store.client.subscribeToStream(stream, { fromRevision }), store.normaliser);

export const SUBSCRIPTIONS: readonly Scenario[] = [
  scenario('a stream from its start, then live', async (store) => {
    const stream = await store.ten('s1');
    const live = () => store.append(stream, [event('Live')]);
    return { log: await store.observe(toStream(store, stream, START), { events: 11, caughtUp: 1 }, live) };
  }),
  scenario('a stream behind revision 7', async (store) => {
    const stream = await store.ten('s2');
    return { log: await store.observe(toStream(store, stream, 7n), { events: 2, caughtUp: 1 }) };
  }),
  scenario('a stream from its end, then live', async (store) => {
    const stream = await store.ten('s3');
    const live = () => store.append(stream, [event('Live')]);
    return { log: await store.observe(toStream(store, stream, END), { events: 1 }, live) };
  }),
  scenario('a stream that comes to be', async (store) => {
    const stream = store.stream('s4');
    const born = () => store.append(stream, [event('Born')]);
    return { log: await store.observe(toStream(store, stream, START), { events: 1, caughtUp: 1 }, born) };
  }),
  scenario('a stream soft-deleted while followed', async (store) => {
    const stream = await store.ten('s5');
    const during = async () => {
      await store.client.deleteStream(stream);
      await store.append(stream, [event('After')]);
    };
    return { log: await store.observe(toStream(store, stream, END), { events: 1 }, during) };
  }),
  scenario('a stream tombstoned while followed', async (store) => {
    const stream = await store.ten('s6');
    const during = () => store.client.tombstoneStream(stream);
    return { log: await store.observe(toStream(store, stream, END), { events: 1 }, during) };
  }),
  scenario('all streams behind an event, by stream prefix, then live', async (store) => {
    const stream = store.stream('sa1');
    const { position } = await store.client.appendToStream(stream, [event('A')]);
    await store.append(stream, [event('B')]);
    const filter = streamNameFilter({ prefixes: [stream] });
    const subscribed = new Subscribed(
      store.client.subscribeToAll({ fromPosition: position ?? START, filter }),
      store.normaliser,
    );
    return {
      log: await store.observe(subscribed, { events: 2, caughtUp: 1 }, () =>
        store.append(stream, [event('Live')]),
      ),
    };
  }),
  scenario('all streams from the end', async (store) => {
    const stream = store.stream('sa2');
    const filter = streamNameFilter({ prefixes: [stream] });
    const subscribed = new Subscribed(
      store.client.subscribeToAll({ fromPosition: END, filter }),
      store.normaliser,
    );
    return {
      log: await store.observe(subscribed, { events: 1 }, () => store.append(stream, [event('Live')])),
    };
  }),
  scenario('checkpoints come where nothing matches the filter', async (store) => {
    const stream = store.stream('sa3');
    const { position } = await store.client.appendToStream(stream, [event('A')]);
    await store.client.appendToStream(
      stream,
      Array.from({ length: 100 }, () => event('N')),
    );
    let count = 0;
    const filter = streamNameFilter({
      prefixes: ['never-'],
      checkpointInterval: 1,
      checkpointReached: async () => void (count += 1),
    });
    const subscription = store.client.subscribeToAll({ fromPosition: position ?? START, filter });
    const end = Date.now() + 1_500;
    while (count < 3 && Date.now() < end) await pause(10);
    await pause(100);
    await subscription.unsubscribe();
    return { checkpoints: count > 0 ? 'some' : 'none', count };
  }),
];

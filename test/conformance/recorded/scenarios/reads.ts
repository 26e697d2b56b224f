import { BACKWARDS, END, START, type ReadStreamOptions } from '@eventstore/db-client';
import { scenario, type Scenario } from '../scenario.js';

const reading = (name: string, options: ReadStreamOptions): Scenario =>
  scenario(name, async (store) => ({
    read: await store.read(await store.ten(name.replace(/\W+/g, '-')), options),
  }));

export const READS: readonly Scenario[] = [
  scenario('a stream that does not exist is read', async (store) => ({
    read: await store.read(store.stream('none')),
  })),
  reading('three from the start', { maxCount: 3 }),
  reading('from revision 7', { fromRevision: 7n }),
  reading('from beyond the end', { fromRevision: 25n }),
  reading('forwards from the end', { fromRevision: END }),
  reading('two backwards from the end', { direction: BACKWARDS, fromRevision: END, maxCount: 2 }),
  reading('backwards from revision 2', { direction: BACKWARDS, fromRevision: 2n }),
  reading('backwards from the start', { direction: BACKWARDS, fromRevision: START }),
  reading('two backwards from beyond the end', { direction: BACKWARDS, fromRevision: 25n, maxCount: 2 }),
  reading('no events at all are asked for', { maxCount: 0 }),
  scenario('all that an event carries', async (store) => {
    const stream = await store.ten('whole');
    const read = await store.answer(async () => {
      const found: unknown[] = [];
      for await (const resolved of store.client.readStream(stream, { maxCount: 1 })) found.push(resolved);
      return found;
    });
    return { read };
  }),
];

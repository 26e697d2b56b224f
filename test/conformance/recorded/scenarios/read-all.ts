import {
  BACKWARDS,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
  type Filter,
  type ReadAllOptions,
} from '@eventstore/db-client';
import type { Answer } from '../normalise.js';
import { event, scenario, type Asked, type Scenario } from '../scenario.js';

async function typesOf(store: Asked, options: ReadAllOptions): Promise<string[]> {
  const types: string[] = [];
  for await (const { event: read } of store.client.readAll(options)) types.push(read?.type ?? '');
  return types;
}

const lastThree = { direction: BACKWARDS, fromPosition: END, maxCount: 3 } as const;

/** The client takes a filter and does not send it: the last three come whatever it says. */
export async function lastThreeWith(store: Asked, filter: Filter): Promise<Answer[]> {
  const found: Answer[] = [];
  for await (const { event: read } of store.client.readAll({ ...lastThree, filter } as ReadAllOptions)) {
    found.push(store.normaliser.value([read?.streamId, read?.type]));
  }
  return found;
}

export const READ_ALLS: readonly Scenario[] = [
  scenario('an event position is included forwards and left out backwards', async (store) => {
    const stream = store.stream('ra1');
    const one = await store.client.appendToStream(stream, [event('A')]);
    const two = await store.client.appendToStream(stream, [event('B')]);
    if (!one.position || !two.position) throw new Error('An append was answered without a position');
    return {
      forwardsFirstTwo: await typesOf(store, { fromPosition: one.position, maxCount: 2 }),
      backwardsFirst: await typesOf(store, { direction: BACKWARDS, fromPosition: two.position, maxCount: 1 }),
    };
  }),
  scenario('positions rise, commit equals prepare, times are dates', positions),
  scenario('the first event of a database', async (store) => {
    const found: unknown[] = [];
    for await (const { event: read } of store.client.readAll({ maxCount: 1 }))
      found.push([read?.streamId, read?.type]);
    return { firstEvent: store.normaliser.value(found) };
  }),
  scenario('backwards from the end begins with the last append', async (store) => {
    await store.client.appendToStream(store.stream('ra3'), [event('Z1'), event('Z2')]);
    return { r: await typesOf(store, { ...lastThree, maxCount: 2 }) };
  }),
  scenario('filters do not reach reads of all streams', async (store) => {
    const stream = store.stream('rf');
    await store.client.appendToStream(stream, [event('FiltA'), event('FiltB'), event('Other')]);
    return {
      typePrefix: await lastThreeWith(store, eventTypeFilter({ prefixes: ['Filt'] })),
      typeRegex: await lastThreeWith(store, eventTypeFilter({ regex: '^FiltB$' })),
      streamPrefix: await lastThreeWith(store, streamNameFilter({ prefixes: [stream] })),
      streamRegex: await lastThreeWith(store, streamNameFilter({ regex: '-rf$' })),
      twoPrefixes: await lastThreeWith(store, eventTypeFilter({ prefixes: ['FiltA', 'Other'] })),
      excludeSystem: (await lastThreeWith(store, excludeSystemEvents())).length,
    };
  }),
];

async function positions(store: Asked): Promise<Answer> {
  const append = await store.client.appendToStream(store.stream('ra2'), [event('A'), event('B'), event('C')]);
  const found = [];
  for await (const { event: read } of store.client.readAll(lastThree)) if (read) found.push(read);
  const commits = found.map((read) => read.position.commit);
  return {
    types: found.map((read) => read.type),
    commitEqualsPrepare: found.map((read) => read.position.commit === read.position.prepare),
    falling: commits.every((commit, index) => index === 0 || commit < (commits[index - 1] ?? 0n)),
    appendPositionIsLastEvents: append.position?.commit === commits[0],
    created: found[0]?.created instanceof Date,
  };
}

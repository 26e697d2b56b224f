import { ANY, NO_STREAM, STREAM_EXISTS, type EventData } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../normalise.js';
import { event, scenario, type Asked, type Scenario } from '../scenario.js';

const FRESH = { expectedRevision: NO_STREAM } as const;

/** Two appends to one stream, then what is read. */
const twice = (
  name: string,
  events: (id: string) => { first: EventData[]; second: EventData[]; between?: EventData[] },
  expected: {
    first?: typeof NO_STREAM | typeof ANY;
    second?: bigint | typeof NO_STREAM | typeof ANY | typeof STREAM_EXISTS;
  },
  shows: readonly ('first' | 'second' | 'read')[] = ['second', 'read'],
): Scenario =>
  scenario(name, async (store) => {
    const stream = store.stream(randomUUID().slice(0, 8) && name.replace(/\W+/g, '-'));
    const { first, second, between = [] } = events(randomUUID());
    const answers: Record<string, Answer> = {
      first: await store.append(stream, first, { expectedRevision: expected.first ?? NO_STREAM }),
    };
    for (const one of between) await store.append(stream, [one]);
    answers['second'] = await store.append(stream, second, {
      expectedRevision: expected.second ?? NO_STREAM,
    });
    answers['read'] = await store.read(stream);
    return Object.fromEntries(
      shows.flatMap((show) => (answers[show] === undefined ? [] : [[show, answers[show]]])),
    );
  });

const a = (id: string) => event('A', { n: 1 }, { id });
const abc = () => [event('A'), event('B'), event('C')];

export const REPEATS: readonly Scenario[] = [
  twice('the same event begins a stream twice', (id) => ({ first: [a(id)], second: [a(id)] }), {}, [
    'first',
    'second',
    'read',
  ]),
  scenario('a repeat is answered with the position of the first time', samePosition),
  twice('the same three events begin a stream twice', () => same(abc()), {}, ['first', 'second', 'read']),
  twice('the first two of three again', () => part(abc(), 2), {}),
  twice('two old events and a new one, stream must not exist', () => grown(), {}),
  twice('two old events and a new one, nothing expected', () => grown(), { first: ANY, second: ANY }),
  twice('the same event at once again, nothing expected', (id) => ({ first: [a(id)], second: [a(id)] }), {
    first: ANY,
    second: ANY,
  }),
  twice(
    'the same event after two others, nothing expected',
    (id) => ({ first: [a(id)], between: [event('B'), event('C')], second: [a(id)] }),
    { first: ANY, second: ANY },
  ),
  scenario('the same events after others, with their first expectations', oldExpectations),
  twice('the same id behind itself is written again', (id) => ({ first: [a(id)], second: [a(id)] }), {
    second: 0n,
  }),
  twice('the same event again, stream must exist', (id) => ({ first: [a(id)], second: [a(id)] }), {
    second: STREAM_EXISTS,
  }),
  twice(
    'the same id with other content keeps the first content',
    (id) => ({ first: [event('A', { v: 1 }, { id })], second: [event('B', { v: 2 }, { id })] }),
    {},
  ),
  scenario('one id begins two streams', (store) => twoStreams(store, 'i12', NO_STREAM)),
  scenario('one id in two streams, nothing expected', (store) => twoStreams(store, 'i13', ANY)),
  scenario('one id twice in an append to a new stream', (store) => doubled(store, 'i14', NO_STREAM)),
  scenario('one id twice in an append, nothing expected', (store) => doubled(store, 'i15', ANY)),
  twice('old events in another order', () => swapped(), {}),
];

const same = (events: EventData[]) => ({ first: events, second: events });
const part = (events: EventData[], count: number) => ({ first: events, second: events.slice(0, count) });

function grown() {
  const old = [event('A'), event('B')];
  return { first: old, second: [...old, event('C')] };
}

function swapped() {
  const [one, two] = [event('A'), event('B')];
  return { first: [one, two], second: [two, one] };
}

async function samePosition(store: Asked): Promise<Answer> {
  const stream = store.stream('i1b');
  const events = [event('A')];
  const first = await store.client.appendToStream(stream, events, FRESH);
  const second = await store.client.appendToStream(stream, events, FRESH);
  return {
    positionFirst: first.position !== undefined,
    samePosition: first.position?.commit === second.position?.commit,
    secondHasPosition: second.position !== undefined,
  };
}

async function oldExpectations(store: Asked): Promise<Answer> {
  const stream = store.stream('i8');
  const [one, two] = [event('A'), event('B')];
  await store.append(stream, [one], FRESH);
  await store.append(stream, [two], { expectedRevision: 0n });
  await store.append(stream, [event('C')], { expectedRevision: 1n });
  return {
    againFirst: await store.append(stream, [one], FRESH),
    againSecond: await store.append(stream, [two], { expectedRevision: 0n }),
    read: await store.read(stream),
  };
}

async function twoStreams(
  store: Asked,
  name: string,
  expectedRevision: typeof NO_STREAM | typeof ANY,
): Promise<Answer> {
  const id = randomUUID();
  const [one, two] = [store.stream(`${name}a`), store.stream(`${name}b`)];
  return {
    a: await store.append(one, [event('A', {}, { id })], { expectedRevision }),
    b: await store.append(two, [event('A', {}, { id })], { expectedRevision }),
    readA: await store.read(one),
    readB: await store.read(two),
  };
}

async function doubled(
  store: Asked,
  name: string,
  expectedRevision: typeof NO_STREAM | typeof ANY,
): Promise<Answer> {
  const stream = store.stream(name);
  const id = randomUUID();
  const events = [event('A', { v: 1 }, { id }), event('A', { v: 2 }, { id })];
  return { append: await store.append(stream, events, { expectedRevision }), read: await store.read(stream) };
}

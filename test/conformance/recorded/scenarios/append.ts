import { ANY, binaryEvent, NO_STREAM, STREAM_EXISTS, type EventData } from '@eventstore/db-client';
import type { Answer } from '../normalise.js';
import { event, scenario, type Asked, type Scenario } from '../scenario.js';

type Expectation = bigint | typeof ANY | typeof NO_STREAM | typeof STREAM_EXISTS;

/** One append behind some events, with an expectation of where the stream ends. */
const expecting = (name: string, earlier: number, expectedRevision: Expectation): Scenario =>
  scenario(name, async (store) => {
    const stream = store.stream(`expect-${earlier}-${expectedRevision}`);
    if (earlier > 0)
      await store.append(
        stream,
        Array.from({ length: earlier }, () => event('Earlier')),
      );
    return { append: await store.append(stream, [event('C')], { expectedRevision }) };
  });

const appendAndRead = async (store: Asked, name: string, types: string[], expectedRevision: Expectation) => {
  const stream = store.stream(name);
  const append = await store.append(
    stream,
    types.map((type) => event(type)),
    { expectedRevision },
  );
  return { append, read: await store.read(stream) };
};

export const APPENDS: readonly Scenario[] = [
  scenario('one event begins a stream that must not exist', (store) =>
    appendAndRead(store, 'a1', ['A'], NO_STREAM),
  ),
  scenario('three events begin a stream, nothing expected', (store) =>
    appendAndRead(store, 'a2', ['A', 'B', 'C'], ANY),
  ),
  expecting('a stream that must exist does not', 0, STREAM_EXISTS),
  expecting('revision 0 is expected of a stream that does not exist', 0, 0n),
  expecting('a stream that must exist does', 2, STREAM_EXISTS),
  expecting('the expected revision is higher than the last', 2, 5n),
  expecting('the expected revision is lower than the last, the event is new', 2, 0n),
  expecting('a stream that must not exist does, the event is new', 1, NO_STREAM),
  expecting('the expected revision is the last', 1, 0n),
];

export const UNUSUAL_APPENDS: readonly Scenario[] = [
  scenario('no events for a new stream', async (store) => {
    const stream = store.stream('e1');
    return {
      append: await store.append(stream, [], { expectedRevision: NO_STREAM }),
      read: await store.read(stream),
    };
  }),
  scenario('no events for a stream that must not exist but does', async (store) => {
    const stream = store.stream('e2');
    await store.append(stream, [event('A')]);
    return { append: await store.append(stream, [], { expectedRevision: NO_STREAM }) };
  }),
  scenario('asking not to throw changes nothing for one call', async (store) => {
    const stream = store.stream('e3');
    await store.append(stream, [event('A'), event('B')]);
    const quietly = { expectedRevision: 0n, throwOnAppendFailure: false };
    return {
      append: await store.append(stream, [event('C')], quietly),
    };
  }),
  scenario('with credentials, by the single append call', singleAppends),
  scenario('binary and odd payloads come back as they were', payloads),
  ...[
    ['just under the limit', 1024 * 1024 - 200],
    ['of 1 MiB of text', 1024 * 1024],
    ['of 2 MiB', 2 * 1024 * 1024],
    ['of 5 MiB', 5 * 1024 * 1024],
  ].map(([label, size]) =>
    scenario(`an event ${label}`, async (store) => ({
      append: await store.append(store.stream(`size-${size}`), [
        event('Big', { b: 'x'.repeat(Number(size)) }),
      ]),
    })),
  ),
  scenario('1,200 events of 1 KiB in one append', async (store) => {
    const events = Array.from({ length: 1200 }, () => event('K', { b: 'x'.repeat(1024) }));
    return { append: await store.append(store.stream('many'), events, { expectedRevision: NO_STREAM }) };
  }),
  scenario('unusual stream names', async (store) => ({
    'leading space': await store.append(store.stream(' lead'), [event('A')]),
    'slash and question mark': await store.append(store.stream('slash/and?query'), [event('A')]),
    'not ASCII': await store.append(store.stream('ünïcode'), [event('A')]),
    'three hundred characters': await store.append(store.stream('x'.repeat(300)), [event('A')]),
    empty: await store.append('', [event('A')]),
  })),
  scenario('fifty appends to one stream at once, nothing expected', fiftyAtOnce),
  scenario('twenty begin the same stream at once, and one wins', twentyAtOnce),
];

async function singleAppends(store: Asked): Promise<Answer> {
  const stream = store.stream('e4');
  const credentials = { username: 'admin', password: 'changeit' };
  const append = (type: string, expectedRevision: Expectation) =>
    store.append(stream, [event(type)], { expectedRevision, credentials });
  return {
    ok: await append('A', NO_STREAM),
    again: await append('B', NO_STREAM),
    revision: await append('B', 7n),
  };
}

async function payloads(store: Asked): Promise<Answer> {
  const stream = store.stream('e5');
  const events: EventData[] = [
    binaryEvent({ type: 'bin', data: Buffer.from([1, 2, 3]) }),
    event('nometa', {}),
    { ...event('meta', { x: 1 }), metadata: { who: 'me', n: 2 } },
    event('nulls', null),
    event('text', 'plain'),
  ];
  const append = await store.append(stream, events);
  const read = await store.answer(async () => {
    const found: unknown[] = [];
    for await (const { event: read } of store.client.readStream(stream)) {
      const { type, isJson, data, metadata } = read ?? {};
      const shown = data instanceof Uint8Array ? [...data] : data;
      found.push({
        type,
        isJson,
        data: shown,
        metadata,
        keys: Object.keys(read ?? {})
          .sort()
          .join(),
      });
    }
    return found;
  });
  return { append, read };
}

async function fiftyAtOnce(store: Asked): Promise<Answer> {
  const stream = store.stream('p1');
  const appends = Array.from({ length: 50 }, () => store.client.appendToStream(stream, [event('P')]));
  const results = await Promise.all(appends);
  const revisions = results.map((result) => Number(result.nextExpectedRevision)).sort((a, b) => a - b);
  const positions = new Set(results.map((result) => String(result.position?.commit)));
  return {
    revisions: `${revisions[0]}..${revisions.at(-1)}`,
    contiguous: revisions.every((revision, index) => revision === index),
    positionsDistinct: positions.size,
  };
}

async function twentyAtOnce(store: Asked): Promise<Answer> {
  const stream = store.stream('p2');
  const options = { expectedRevision: NO_STREAM } as const;
  const appends = Array.from({ length: 20 }, () =>
    store.client.appendToStream(stream, [event('P')], options),
  );
  const results = await Promise.allSettled(appends);
  const failed = results.filter((result) => result.status === 'rejected');
  return {
    ok: results.length - failed.length,
    failed: failed.length,
    error: store.normaliser.error(failed[0]?.reason),
  };
}

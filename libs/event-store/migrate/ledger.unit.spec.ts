import fc from 'fast-check';
import { Ledger } from './ledger.js';
import type { RawEvent } from './raw-event.js';

const ID = '00000000-0000-4000-8000-000000000001';

const event = (stream: string, revision: number, over: Partial<RawEvent> = {}): RawEvent => ({
  stream,
  revision: BigInt(revision),
  position: 0n,
  id: ID,
  type: 'Noted',
  created: '1',
  isJson: true,
  metadata: Buffer.from('{}'),
  data: Buffer.from('{"a":1}'),
  ...over,
});

const ledgerOf = (events: readonly RawEvent[]): Ledger => {
  const ledger = new Ledger();
  for (const one of events) ledger.add(one);
  return ledger;
};

const entriesOf = (ledger: Ledger) =>
  ledger.names().map((name) => [name, ledger.entry(name)?.count, ledger.entry(name)?.digest.toString('hex')]);

describe('the ledger of an event store', () => {
  it('is the same in whatever order streams were written, as long as each stream is in order', () => {
    const streams = ['item-1', 'item-2', 'item-3'];
    const inOrder = streams.flatMap((stream) => [0, 1, 2].map((revision) => event(stream, revision)));
    const choices = fc.shuffledSubarray(
      streams.flatMap((stream) => [stream, stream, stream]),
      { minLength: 9 },
    );
    fc.assert(
      fc.property(choices, (order) => {
        const next = new Map<string, number>();
        const mixed = order.map((stream) => {
          const revision = next.get(stream) ?? 0;
          next.set(stream, revision + 1);
          return event(stream, revision);
        });
        expect(entriesOf(ledgerOf(mixed))).toEqual(entriesOf(ledgerOf(inOrder)));
      }),
    );
  });

  it.each<[string, Partial<RawEvent>]>([
    ['revision', { revision: 1n }],
    ['id', { id: ID.replace('1', '2') }],
    ['type', { type: 'Other' }],
    ['kind of content', { isJson: false }],
    ['metadata', { metadata: Buffer.from('{ }') }],
    ['data', { data: Buffer.from('{"a": 1}') }],
  ])('tells two events apart by their %s', (_, over) => {
    expect(entriesOf(ledgerOf([event('item-1', 0, over)]))).not.toEqual(
      entriesOf(ledgerOf([event('item-1', 0)])),
    );
  });

  it('tells where data ends and metadata begins', () => {
    const one = event('item-1', 0, { metadata: Buffer.from('ab'), data: Buffer.from('c') });
    const other = event('item-1', 0, { metadata: Buffer.from('a'), data: Buffer.from('bc') });
    expect(entriesOf(ledgerOf([one]))).not.toEqual(entriesOf(ledgerOf([other])));
  });

  it('counts the last metadata of a stream alone, whoever wrote it', () => {
    const last = { type: '$metadata', data: Buffer.from('{"$maxCount":2}') };
    const first = event('$$item-1', 0, { type: '$metadata', data: Buffer.from('{}') });
    const one = ledgerOf([first, event('$$item-1', 1, last)]);
    const other = ledgerOf([event('$$item-1', 0, { ...last, id: ID.replace('1', '2') })]);
    expect(entriesOf(one)).toEqual(entriesOf(other));
  });

  it('leaves out what belongs to the server, and the metadata of a barred stream', () => {
    const own = [event('$settings', 0), event('$$$settings', 0), event('$$item-1', 0, { type: '$metadata' })];
    const barred = event('item-1', 0, { type: '$streamDeleted' });
    expect(ledgerOf([...own, barred]).names()).toEqual(['item-1']);
  });
});

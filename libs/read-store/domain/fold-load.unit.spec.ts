import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { derivedUuid } from '#platform';
import { added, happened, talliesProjection } from '../testing/tallies.projection.js';
import type { KeyedBatch, KeyedEvents } from './fold-batch.js';
import { Backlog, foldLoad } from './fold-load.js';

const [table] = talliesProjection.tables;
if (!table) throw new Error('The projection of the specs has no table');

const stored = (stream: string, revision: bigint, amount: number): StoredEvent => ({
  ...(amount === 0 ? happened(stream, 'Cleared') : added(stream, `${revision}`, amount)),
  id: derivedUuid(stream, `${revision}`),
  stream,
  revision,
  position: revision,
  createdAt: new Date(0),
});

describe('Folding a batch of a whole history', () => {
  it('gives the rows of streams that open in it and keeps what may change earlier rows', () => {
    const later = new Map<string, KeyedEvents>();
    const rows = [
      ...foldLoad(table, [stored('new', 0n, 1), stored('old', 4n, 2), stored('new', 1n, 3)], later),
    ];
    expect(rows.map(({ tally, total }) => [tally, total])).toEqual([['new', 4]]);
    expect([...later.keys()]).toEqual(['old']);
  });

  it('gives no row that the same batch deletes again', () => {
    expect([...foldLoad(table, [stored('new', 0n, 1), stored('new', 1n, 0)], new Map())]).toEqual([]);
  });
});

describe('A backlog of changes', () => {
  it('gives back every event once, in the order of its row, in slices no larger than asked for', () => {
    const steps = fc.array(fc.nat(5), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (streams, size) => {
        const backlog = new Backlog();
        streams.forEach((stream, at) => backlog.add(partOf(`${stream}`, stored(`${stream}`, BigInt(at), 1))));
        expect(backlog.size).toBe(streams.length);
        const slices = [...backlog.take(size)];
        expect(slices.every((slice) => slice.size <= size)).toBe(true);
        const given = slices.flatMap((slice) => [...slice.values()]).map(({ events }) => events);
        expect(given.map((events) => events.map(({ revision }) => revision))).toEqual(
          [...new Set(streams)].map((stream) =>
            streams.flatMap((one, at) => (one === stream ? [BigInt(at)] : [])),
          ),
        );
        expect([backlog.size, [...backlog.take(size)]]).toEqual([0, []]);
      }),
    );
  });
});

const partOf = (text: string, event: StoredEvent): KeyedBatch =>
  new Map([[text, { key: { tally: text }, events: [event], opening: false }]]);

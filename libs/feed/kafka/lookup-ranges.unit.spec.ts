import { lookupRanges } from './lookup-ranges.js';

const TOPIC = 'throughline.events.ods-RZZ';
const held = (partition: number, low: bigint, high: bigint) => ({ topic: TOPIC, partition, low, high });
const committed = (...offsets: readonly bigint[]) =>
  new Map(offsets.map((offset, partition) => [`${TOPIC}/${partition}`, offset]));
const limits = { lookBack: 10, most: 100 };
const spans = (...given: Parameters<typeof lookupRanges>) =>
  lookupRanges(...given).map(({ partition, from, to, whole }) => [partition, from, to, whole]);

describe('What is looked through for an event', () => {
  it('is what is not committed, and a little before', () => {
    expect(spans([held(0, 0n, 60n)], committed(50n), limits)).toEqual([[0, 40n, 60n, true]]);
  });

  it('is everything held where nothing is committed, and never what retention removed', () => {
    expect(spans([held(0, 30n, 60n)], new Map(), limits)).toEqual([[0, 30n, 60n, true]]);
    expect(spans([held(0, 55n, 60n)], committed(50n), limits)).toEqual([[0, 55n, 60n, true]]);
  });

  it('is nothing of a partition that is empty', () => {
    expect(spans([held(0, 0n, 0n), held(1, 7n, 7n)], committed(0n, 7n), limits)).toEqual([]);
  });

  it('is the newest of each partition where too many wait, and says which are not whole', () => {
    const partitions = [held(0, 0n, 1_000n), held(1, 0n, 20n)];
    expect(spans(partitions, committed(0n, 0n), limits)).toEqual([
      [0, 950n, 1_000n, false],
      [1, 0n, 20n, true],
    ]);
  });
});

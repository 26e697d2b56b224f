import type { SourceEventParked } from '#journey';

type Placed = Pick<SourceEventParked, 'source' | 'receivedAt'>;

/** By the time they were received, and within a partition by offset, whatever its clock said. */
export function inFeedOrder<T extends Placed>(parked: readonly T[]): readonly T[] {
  const byOffset = [...parked].sort((a, b) => compare(BigInt(a.source.offset), BigInt(b.source.offset)));
  const reached = new Map<string, number>();
  const timed = byOffset.map((each) => {
    const { topic, partition } = each.source;
    const lane = `${topic}/${partition}`;
    const time = Math.max(reached.get(lane) ?? 0, Date.parse(each.receivedAt));
    reached.set(lane, time);
    return { each, time, lane };
  });
  // The sort is stable, so that a partition stays in the order of its offsets.
  return timed.sort((a, b) => a.time - b.time || compare(a.lane, b.lane)).map(({ each }) => each);
}

const compare = <V extends bigint | string>(a: V, b: V): number => (a < b ? -1 : a > b ? 1 : 0);

import type { FeedMessage, FeedPosition } from '../ports.js';
import { placeOf, type Place } from './place.js';
import type { Reading } from './reading.js';

/** The offsets of a partition from `from`, before `to`. */
export interface Range extends Place {
  readonly from: bigint;
  readonly to: bigint;
}

/** Every message of some ranges, each shown once to `see`. */
export class Ranges implements Reading {
  private readonly next = new Map<string, bigint>();

  constructor(
    private readonly ranges: readonly Range[],
    private readonly see: (message: FeedMessage) => void,
  ) {
    for (const range of ranges) this.next.set(placeOf(range), range.from);
  }

  topics(): readonly string[] {
    return [...new Set(this.ranges.map(({ topic }) => topic))];
  }

  firsts(): readonly FeedPosition[] {
    return this.ranges.map(({ topic, partition, from: offset }) => ({ topic, partition, offset }));
  }

  wants(position: FeedPosition): boolean {
    const next = this.next.get(placeOf(position));
    return next !== undefined && position.offset >= next;
  }

  take(message: FeedMessage): void {
    this.see(message);
  }

  passed(place: Place, last: bigint): bigint | undefined {
    const at = placeOf(place);
    const range = this.ranges.find((each) => placeOf(each) === at);
    const next = this.next.get(at);
    if (!range || next === undefined) return undefined;
    const after = last + 1n > next ? last + 1n : next;
    this.next.set(at, after);
    return after < range.to ? after : undefined;
  }

  isComplete(): boolean {
    return this.ranges.every((range) => this.isRead(range));
  }

  isRead(range: Range): boolean {
    return (this.next.get(placeOf(range)) ?? range.from) >= range.to;
  }
}

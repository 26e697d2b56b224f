import type { FeedMessage, FeedPosition } from '../ports.js';
import { nameOf, placeOf, type Place } from './place.js';
import type { Reading } from './reading.js';

/** Positions still to be read, by partition, and what was found of them. */
export class Wanted implements Reading {
  readonly found = new Map<string, FeedMessage>();
  private readonly offsets = new Map<string, { readonly place: Place; readonly offsets: Set<bigint> }>();

  constructor(positions: readonly FeedPosition[]) {
    for (const { topic, partition, offset } of positions) {
      const place = { topic, partition };
      const entry = this.offsets.get(placeOf(place)) ?? { place, offsets: new Set<bigint>() };
      entry.offsets.add(offset);
      this.offsets.set(placeOf(place), entry);
    }
  }

  topics(): readonly string[] {
    return [...new Set([...this.offsets.values()].map(({ place }) => place.topic))];
  }

  /** Where to begin in each partition. */
  firsts(): readonly FeedPosition[] {
    return [...this.offsets.values()].flatMap(({ place, offsets }) => {
      const offset = least(offsets);
      return offset === undefined ? [] : [{ ...place, offset }];
    });
  }

  wants(position: FeedPosition): boolean {
    return this.offsets.get(placeOf(position))?.offsets.has(position.offset) ?? false;
  }

  take(message: FeedMessage): void {
    this.found.set(nameOf(message), message);
  }

  /** The partition was read up to `last`: the next offset wanted of it, if any. What was not found till here is gone. */
  passed(place: Place, last: bigint): bigint | undefined {
    const offsets = this.offsets.get(placeOf(place))?.offsets ?? new Set<bigint>();
    for (const offset of offsets) if (offset <= last) offsets.delete(offset);
    return least(offsets);
  }

  isComplete(): boolean {
    return [...this.offsets.values()].every(({ offsets }) => offsets.size === 0);
  }
}

const least = (offsets: ReadonlySet<bigint>): bigint | undefined =>
  [...offsets].reduce<bigint | undefined>(
    (low, each) => (low === undefined || each < low ? each : low),
    undefined,
  );

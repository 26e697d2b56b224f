import type { SourceEventParked } from '#journey';
import type { Uuid } from '#platform';

interface Waits {
  readonly parking: Uuid;
  readonly offset: bigint;
}

/** What waits in one partition, in the order of its offsets. Nearly all come at its end and go at its beginning. */
class Lane {
  private waits: Waits[] = [];
  /** So many at the beginning are gone. */
  private gone = 0;

  get first(): Uuid | undefined {
    return this.waits[this.gone]?.parking;
  }

  add(one: Waits): void {
    const last = this.waits.at(-1);
    const at = last && last.offset > one.offset ? this.placeOf(one.offset) : this.waits.length;
    this.waits.splice(at, 0, one);
  }

  remove({ parking, offset }: Waits): void {
    let at = this.placeOf(offset);
    // A topic that was made anew gives an offset out a second time.
    while (this.waits[at]?.offset === offset && this.waits[at]?.parking !== parking) at += 1;
    if (this.waits[at]?.parking !== parking) return;
    if (at > this.gone) this.waits.splice(at, 1);
    else this.gone += 1;
    if (this.gone <= this.waits.length / 2) return;
    this.waits = this.waits.slice(this.gone);
    this.gone = 0;
  }

  /** Of the first that does not lie before the offset. */
  private placeOf(offset: bigint): number {
    let [from, to] = [this.gone, this.waits.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.waits[middle]?.offset ?? offset) < offset) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

type Placed = Pick<SourceEventParked, 'parking' | 'source'>;

/** What waits for one record, by partition: a publisher may send a hundred thousand events of one family. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();

  add({ parking, source }: Placed): void {
    const name = nameOf(source);
    const lane = this.lanes.get(name) ?? new Lane();
    lane.add({ parking, offset: BigInt(source.offset) });
    this.lanes.set(name, lane);
  }

  remove({ parking, source }: Placed): void {
    const name = nameOf(source);
    const lane = this.lanes.get(name);
    lane?.remove({ parking, offset: BigInt(source.offset) });
    if (lane?.first === undefined) this.lanes.delete(name);
  }

  get isEmpty(): boolean {
    return this.lanes.size === 0;
  }

  /** The first of each partition. */
  heads(): readonly Uuid[] {
    return [...this.lanes.values()].flatMap(({ first }) => first ?? []);
  }
}

const nameOf = ({ topic, partition }: Placed['source']): string => `${topic}/${partition}`;

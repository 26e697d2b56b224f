import type { ParkingEvent, ParkingTried, SourceEventParked } from '#journey';
import type { RecordId, Uuid } from '#platform';
import { inFeedOrder } from './feed-order.js';
import { Lanes } from './lanes.js';

export interface ParkedEvent extends SourceEventParked {
  /** The last try that failed. */
  readonly tried?: ParkingTried;
  /** Asked for since the last try. */
  readonly retryAsked: boolean;
}

/** What is parked and what was, folded from the parking streams. Applying an event twice changes nothing. */
export class ParkingBook {
  private readonly waiting = new Map<Uuid, ParkedEvent>();
  private readonly over = new Set<Uuid>();
  private readonly byRecord = new Map<RecordId, Lanes>();

  /** `under`: another book that this one reads through, and leaves as it is. */
  constructor(private readonly under?: ParkingBook) {}

  /** How many events wait. */
  get size(): number {
    return this.waiting.size + (this.under?.size ?? 0);
  }

  /** How many families wait: those that are parked together count once. */
  get families(): number {
    return new Set(this.all().map(({ family }) => family)).size;
  }

  find(parking: Uuid): ParkedEvent | undefined {
    return this.waiting.get(parking) ?? this.under?.find(parking);
  }

  /** True where the event is parked or was: it needs nothing more when the feed brings it again. */
  knows(parking: Uuid): boolean {
    return this.waiting.has(parking) || this.over.has(parking) || (this.under?.knows(parking) ?? false);
  }

  /** Oldest first. */
  entries(): readonly ParkedEvent[] {
    return inFeedOrder(this.all());
  }

  /** What waits for any of these records and is the oldest of it. Costs no more where much waits. */
  oldestFor(records: Iterable<RecordId>): ParkedEvent | undefined {
    const heads = new Set<Uuid>();
    for (const record of records) for (const parking of this.headsFor(record)) heads.add(parking);
    return inFeedOrder([...heads].flatMap((parking) => this.find(parking) ?? []))[0];
  }

  /** What is before everything else of its partition for one of its records: nothing else can be released next. */
  heads(): readonly ParkedEvent[] {
    const heads = new Set([...this.byRecord.values()].flatMap((lanes) => lanes.heads()));
    const own = [...heads].flatMap((parking) => this.find(parking) ?? []);
    return [...own, ...(this.under?.heads() ?? [])];
  }

  private all(): readonly ParkedEvent[] {
    return [...(this.under?.all() ?? []), ...this.waiting.values()];
  }

  private headsFor(record: RecordId): readonly Uuid[] {
    return [...(this.under?.headsFor(record) ?? []), ...(this.byRecord.get(record)?.heads() ?? [])];
  }

  apply(event: ParkingEvent): void {
    switch (event.type) {
      case 'SourceEventParked':
        return this.park(event.data);
      case 'ParkingTried':
        return this.tried(event.data);
      case 'SourceEventUnparked':
        return this.end(event.data.parking);
      case 'ParkingRetryAsked':
        return this.askAgain(event.data.family);
    }
  }

  private park(parked: SourceEventParked): void {
    const { parking, records } = parked;
    if (this.knows(parking)) return;
    this.waiting.set(parking, { ...parked, retryAsked: false });
    for (const record of new Set(records)) {
      const lanes = this.byRecord.get(record) ?? new Lanes();
      lanes.add(parked);
      this.byRecord.set(record, lanes);
    }
  }

  private tried(tried: ParkingTried): void {
    const parked = this.waiting.get(tried.parking);
    if (!parked || (parked.tried?.attempt ?? 0) >= tried.attempt) return;
    this.waiting.set(tried.parking, { ...parked, tried, retryAsked: false });
  }

  private end(parking: Uuid): void {
    this.over.add(parking);
    const parked = this.waiting.get(parking);
    if (!parked) return;
    for (const record of parked.records) {
      const lanes = this.byRecord.get(record);
      lanes?.remove(parked);
      if (lanes?.isEmpty) this.byRecord.delete(record);
    }
    this.waiting.delete(parking);
  }

  private askAgain(family: Uuid | undefined): void {
    for (const [parking, parked] of this.waiting)
      if (family === undefined || parked.family === family)
        this.waiting.set(parking, { ...parked, retryAsked: true });
  }
}

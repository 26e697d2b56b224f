import type { ParkingEvent, ParkingTried, SourceEventParked } from '#journey';
import type { RecordId, Uuid } from '#platform';
import { inFeedOrder } from './feed-order.js';

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
  private readonly byRecord = new Map<RecordId, Set<Uuid>>();

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

  /** What waits for any of these records, oldest first. */
  waitingFor(records: Iterable<RecordId>): readonly ParkedEvent[] {
    const found = new Set<Uuid>();
    for (const record of records) for (const parking of this.parkedFor(record)) found.add(parking);
    return inFeedOrder([...found].flatMap((parking) => this.find(parking) ?? []));
  }

  private all(): readonly ParkedEvent[] {
    return [...(this.under?.all() ?? []), ...this.waiting.values()];
  }

  private parkedFor(record: RecordId): readonly Uuid[] {
    return [...(this.under?.parkedFor(record) ?? []), ...(this.byRecord.get(record) ?? [])];
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
    for (const record of records) {
      const waiting = this.byRecord.get(record) ?? new Set<Uuid>();
      this.byRecord.set(record, waiting.add(parking));
    }
  }

  private tried(tried: ParkingTried): void {
    const parked = this.waiting.get(tried.parking);
    if (!parked || (parked.tried?.attempt ?? 0) >= tried.attempt) return;
    this.waiting.set(tried.parking, { ...parked, tried, retryAsked: false });
  }

  private end(parking: Uuid): void {
    this.over.add(parking);
    for (const record of this.waiting.get(parking)?.records ?? []) {
      const waiting = this.byRecord.get(record);
      waiting?.delete(parking);
      if (waiting?.size === 0) this.byRecord.delete(record);
    }
    this.waiting.delete(parking);
  }

  private askAgain(family: Uuid | undefined): void {
    for (const [parking, parked] of this.waiting)
      if (family === undefined || parked.family === family)
        this.waiting.set(parking, { ...parked, retryAsked: true });
  }
}

import { defect } from '#platform';
import type { StoredEvent } from '#event-store';
import type { ParkingEvent } from './parking-events.js';

const TYPES: ReadonlySet<string> = new Set<ParkingEvent['type']>([
  'SourceEventParked',
  'ParkingTried',
  'SourceEventUnparked',
  'ParkingRetryAsked',
]);

/** The event as one of parking's own; throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export function readParkingEvent({ type, data, position }: StoredEvent): ParkingEvent {
  if (TYPES.has(type)) return { type, data } as ParkingEvent;
  throw defect(
    'PROJECTION.UNKNOWN_EVENT',
    'A parking stream holds an event of a type that this version cannot read',
    { type, position: position.toString() },
  );
}

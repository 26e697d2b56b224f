import { eventReader } from '#event-store/reading';
import type { ItemEvent, RejectionEvent } from '../domain/item-events.js';
import type { ParkingEvent } from '../domain/parking-events.js';

/** The event as one of the item's own; throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export const readItemEvent = eventReader<ItemEvent>('An item stream', {
  ItemShared: true,
  ItemWithheld: true,
  ItemReleased: true,
  ItemCeased: true,
  ItemDecidedAgain: true,
  ContentAsked: true,
  ContentGiven: true,
  AgreementNoticeTaken: true,
});

/** The event as a rejection; throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export const readRejection = eventReader<RejectionEvent>('A rejection', { SourceEventRejected: true });

/** The event as one of parking's own; throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export const readParkingEvent = eventReader<ParkingEvent>('A parking stream', {
  SourceEventParked: true,
  ParkingTried: true,
  SourceEventUnparked: true,
  ParkingRetryAsked: true,
});

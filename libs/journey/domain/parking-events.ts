import type { AgencyId, RecordId, Uuid } from '#platform';
import type { SourcePosition } from './item-events.js';

export const PARKING_STREAMS = 'parking-';
/** Holds what operators ask of all that is parked. */
export const PARKING_RETRY_STREAM = 'parking-retry';
export const parkingStream = (parking: Uuid): string => `${PARKING_STREAMS}${parking}`;

/**
 * Stream `parking-<uuid of topic, partition, offset>`, first event: a valid source event that the hub could not take.
 * Its content stays in the feed and is read there again.
 */
export interface SourceEventParked {
  readonly parking: Uuid;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  readonly source: SourcePosition;
  /** ISO: when the feed took it. */
  readonly receivedAt: string;
  /** ISO. */
  readonly parkedAt: string;
  /** Records of those whom it is about; what concerns them, or their families, waits behind it. */
  readonly records: readonly RecordId[];
  /** Code of the fault, or `INTAKE.BEHIND_PARKED`. */
  readonly code: string;
  /** The first one parked of those that wait together; its own id where it is the first. */
  readonly family: Uuid;
  /** It met no fault itself: it waits for its turn. */
  readonly behind?: true;
  /** Version of the program that parked it; another version tries it again at once. */
  readonly version: string;
}

/** Stream `parking-<uuid>`: tried again in vain. */
export interface ParkingTried {
  readonly parking: Uuid;
  readonly agency: AgencyId;
  /** From 1. */
  readonly attempt: number;
  readonly code: string;
  /** ISO. */
  readonly triedAt: string;
  readonly nextTryAt: string;
  readonly version: string;
}

/** Stream `parking-<uuid>`, last event: it has its outcome, as an item or as a rejection. */
export interface SourceEventUnparked {
  readonly parking: Uuid;
  readonly agency: AgencyId;
  readonly how: 'TAKEN' | 'REJECTED';
}

/** Stream `parking-retry`: an operator wants parked events tried again now. */
export interface ParkingRetryAsked {
  /** Those that wait together under this id; all where absent. */
  readonly family?: Uuid;
}

export type ParkingEvent =
  | { readonly type: 'SourceEventParked'; readonly data: SourceEventParked }
  | { readonly type: 'ParkingTried'; readonly data: ParkingTried }
  | { readonly type: 'SourceEventUnparked'; readonly data: SourceEventUnparked }
  | { readonly type: 'ParkingRetryAsked'; readonly data: ParkingRetryAsked };

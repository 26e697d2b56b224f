import type { SourceEvent, Subject } from '#contracts';
import type { FeedMessage } from '#feed';
import { isProfessional, kinRecords, recordsLike, type IdentityState } from '#identity';
import { parkingStream, type ParkingEvent, type SourceEventParked } from '#journey';
import { derivedUuid, recordIdOf, type AgencyId, type RecordId, type Uuid } from '#platform';
import type { ParkedEvent, ParkingBook } from '../parking/parking-book.js';
import { metadataOf, placeIdOf, positionOf, type EventFor } from './origin.js';
import type { Validated } from './validate.js';

export const BEHIND_PARKED = 'INTAKE.BEHIND_PARKED';

/** A message whose event waits in the feed until the hub can take it. */
export interface Parking {
  readonly message: FeedMessage;
  readonly parked: SourceEventParked;
}

interface Cause {
  readonly code: string;
  /** What it waits for; absent where it met the fault itself. */
  readonly behind?: ParkedEvent | SourceEventParked | undefined;
  readonly now: Date;
  readonly version: string;
}

export function parkingOf(
  message: FeedMessage,
  event: SourceEvent,
  { code, behind, now, version }: Cause,
): Parking {
  const parking = placeIdOf(message);
  const parked: SourceEventParked = {
    parking,
    agency: message.agency,
    sourceEventId: event.id,
    source: positionOf(message),
    receivedAt: message.appendedAt.toISOString(),
    parkedAt: now.toISOString(),
    records: kinStated(event, message.agency).map(({ record }) => record),
    code,
    family: behind?.family ?? parking,
    ...(behind ? { behind: true } : {}),
    version,
  };
  return { message, parked };
}

interface Stated {
  readonly record: RecordId;
  readonly subject: Subject;
}

/**
 * Those whose family's order the event is part of. A professional is named in the events of many families, which must
 * not wait for one another.
 */
function kinStated({ data }: SourceEvent, agency: AgencyId): readonly Stated[] {
  const all = data.subjects.map((subject) => ({ record: recordIdOf(agency, subject.localId), subject }));
  const kin = all.filter((each) => !isProfessional(each));
  return kin.length > 0 ? kin : all;
}

interface Known {
  readonly identity: IdentityState;
  readonly parking: ParkingBook;
  readonly digest: (...parts: readonly string[]) => string;
}

/** The oldest parked event that concerns the same family; the event has to wait behind it. */
export function findBlocking(
  { identity, parking, digest }: Known,
  { event, agency }: Pick<Validated, 'event' | 'agency'>,
): ParkedEvent | undefined {
  if (parking.size === 0) return undefined;
  const records = kinStated(event, agency).flatMap(({ record, subject }) =>
    identity.records.has(record) ? [record] : [record, ...recordsLike(identity, subject, agency, digest)],
  );
  return parking.oldestFor(kinRecords(identity, records));
}

/** Its id follows from the place in the feed, so that parking it again changes nothing. */
export function parkedEventFor({ message, parked }: Parking): EventFor {
  const stream = parkingStream(parked.parking);
  const event: ParkingEvent = { type: 'SourceEventParked', data: parked };
  const id: Uuid = derivedUuid(stream, event.type);
  return { stream, event: { id, ...event, metadata: metadataOf(message) } };
}

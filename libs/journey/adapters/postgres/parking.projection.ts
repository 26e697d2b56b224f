import type { ProjectedTable, Projection } from '#read-store';
import {
  PARKING_STREAMS,
  type ParkingEvent,
  type ParkingTried,
  type SourceEventParked,
} from '../../domain/parking-events.js';
import { readParkingEvent } from '../../application/read-events.js';

/** One row for each source event that waits; gone once it has its outcome. */
export type ParkedRow = {
  readonly parking_id: string;
  /** The same for all that wait together. */
  readonly family_key: string;
  readonly agency: string;
  readonly source_event_id: string;
  readonly source_topic: string;
  readonly source_partition: number;
  readonly source_offset: string | bigint;
  readonly code: string;
  readonly behind: boolean;
  readonly received_at: string | Date;
  readonly parked_at: string | Date;
  readonly attempt: number;
  readonly tried_at: string | Date | null;
  readonly next_try_at: string | Date | null;
};

/** The parked event that an event of parking is about; undefined where it asks something of all. */
export function parkingIn(event: ParkingEvent): string | undefined {
  return event.type === 'ParkingRetryAsked' ? undefined : event.data.parking;
}

const parkedTable: ProjectedTable<ParkedRow> = {
  name: 'parked',
  columns: {
    parking_id: 'uuid',
    family_key: 'uuid',
    agency: 'text',
    source_event_id: 'text',
    source_topic: 'text',
    source_partition: 'integer',
    source_offset: 'bigint',
    code: 'text',
    behind: 'boolean',
    received_at: 'timestamptz',
    parked_at: 'timestamptz',
    attempt: 'integer',
    tried_at: 'timestamptz',
    next_try_at: 'timestamptz',
  },
  key: ['parking_id'],
  indexes: ['family_key'],
  keysOf: (event) => {
    const parking_id = parkingIn(readParkingEvent(event));
    return parking_id === undefined ? [] : [{ parking_id }];
  },
  evolve: (row, event) => evolveParked(row, readParkingEvent(event)),
};

function evolveParked(row: ParkedRow | undefined, event: ParkingEvent): ParkedRow | undefined {
  switch (event.type) {
    case 'SourceEventParked':
      return parked(event.data);
    case 'ParkingTried':
      return row && { ...row, ...tried(event.data) };
    case 'SourceEventUnparked':
      return undefined;
    case 'ParkingRetryAsked':
      return row;
  }
}

const parked = (data: SourceEventParked): ParkedRow => ({
  parking_id: data.parking,
  family_key: data.family,
  agency: data.agency,
  source_event_id: data.sourceEventId,
  source_topic: data.source.topic,
  source_partition: data.source.partition,
  source_offset: data.source.offset,
  code: data.code,
  behind: data.behind ?? false,
  received_at: data.receivedAt,
  parked_at: data.parkedAt,
  attempt: 0,
  tried_at: null,
  next_try_at: null,
});

const tried = ({ attempt, code, triedAt, nextTryAt }: ParkingTried) => ({
  attempt,
  code,
  tried_at: triedAt,
  next_try_at: nextTryAt,
});

/** What waits because the hub could not take it, for those who run it. */
export const parkingProjection: Projection = {
  name: 'parking',
  version: 2,
  streams: [PARKING_STREAMS],
  tables: [parkedTable],
};

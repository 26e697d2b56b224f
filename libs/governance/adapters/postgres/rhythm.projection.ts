import type { StoredEvent } from '#event-store';
import { ITEM_STREAMS, PARKING_STREAMS, readItemEvent, readParkingEvent, readRejection } from '#journey';
import type { ProjectedTable, Projection } from '#read-store';
import { dayOf } from '../../domain/rhythm/heard.js';

export type HeardRow = {
  readonly agency: string;
  readonly day: string;
  readonly events: number;
  readonly first_received_at: Date;
  readonly last_received_at: Date;
};

interface Hearing {
  /** 0 where the event is counted by its outcome, which comes later. */
  readonly events: 0 | 1;
  readonly agency: string;
  readonly receivedAt: string;
}

const days: ProjectedTable<HeardRow> = {
  name: 'days',
  columns: {
    agency: 'text',
    day: 'date',
    events: 'integer',
    first_received_at: 'timestamptz',
    last_received_at: 'timestamptz',
  },
  key: ['agency', 'day'],
  acrossStreams: true,

  keysOf: (event) => {
    const hearing = hearingIn(event);
    return hearing ? [{ agency: hearing.agency, day: dayOf(Date.parse(hearing.receivedAt)) }] : [];
  },
  evolve: (row, event, { agency, day }) => {
    const { receivedAt, events } = hearingIn(event) ?? { receivedAt: event.createdAt, events: 0 };
    const received = new Date(receivedAt);
    return {
      agency: String(agency),
      day: String(day),
      events: (row?.events ?? 0) + events,
      first_received_at: row && row.first_received_at < received ? row.first_received_at : received,
      last_received_at: row && row.last_received_at > received ? row.last_received_at : received,
    };
  },
};

/** Each source event is heard once, whatever became of it; what the hub decides or delivers again is not its agency speaking. */
function hearingIn(event: StoredEvent): Hearing | undefined {
  if (event.stream.startsWith('rejection-')) return ofRejection(event);
  if (event.stream.startsWith(PARKING_STREAMS)) return ofParking(event);
  const { type, data } = readItemEvent(event);
  return type === 'ItemShared' || type === 'ItemWithheld' || type === 'AgreementNoticeTaken'
    ? { ...heard(data), events: 1 }
    : undefined;
}

function ofRejection(event: StoredEvent): Hearing | undefined {
  const { data } = readRejection(event);
  return (data.attempt ?? 1) === 1 ? { ...heard(data), events: 1 } : undefined;
}

/** An agency all of whose events wait is not silent. */
function ofParking(event: StoredEvent): Hearing | undefined {
  const { type, data } = readParkingEvent(event);
  return type === 'SourceEventParked' ? { ...heard(data), events: 0 } : undefined;
}

const heard = ({ agency, receivedAt }: Omit<Hearing, 'events'>) => ({ agency, receivedAt });

/** When each agency was heard, day by day. */
export const rhythmProjection: Projection = {
  name: 'rhythm',
  version: 1,
  streams: [ITEM_STREAMS, 'rejection-', PARKING_STREAMS],
  tables: [days],
};

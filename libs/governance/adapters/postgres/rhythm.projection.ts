import type { StoredEvent } from '#event-store';
import { readItemEvent, readRejection } from '#journey';
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
    const received = new Date(hearingIn(event)?.receivedAt ?? event.createdAt);
    return {
      agency: String(agency),
      day: String(day),
      events: (row?.events ?? 0) + 1,
      first_received_at: row && row.first_received_at < received ? row.first_received_at : received,
      last_received_at: row && row.last_received_at > received ? row.last_received_at : received,
    };
  },
};

/** Each source event is heard once, whatever became of it; what the hub decides or delivers again is not its agency speaking. */
function hearingIn(event: StoredEvent): Hearing | undefined {
  if (event.stream.startsWith('rejection-')) {
    const { data } = readRejection(event);
    return (data.attempt ?? 1) === 1 ? data : undefined;
  }
  const { type, data } = readItemEvent(event);
  return type === 'ItemReleased' || type === 'ItemCeased' ? undefined : data;
}

/** When each agency was heard, day by day. */
export const rhythmProjection: Projection = {
  name: 'rhythm',
  version: 1,
  streams: ['item-', 'rejection-'],
  tables: [days],
};

import { defect } from '#platform';
import type { StoredEvent } from '#event-store';
import type { ProjectedTable, Projection, ReadRow } from '#read-store';
import { CONNECTION_STREAMS, type ConnectionEvent } from '../../domain/connections/connection-events.js';
import { evolveConnection, type ConnectionState } from '../../domain/connections/connection-state.js';

export interface ConnectionStoredRow extends ReadRow {
  readonly connection_id: string;
  readonly staff: string;
  readonly ended: boolean;
  readonly declared_at: Date;
  /** `ConnectionState`; its words are sealed. */
  readonly state: Readonly<Record<string, unknown>>;
}

const TYPES: readonly string[] = ['ConnectionDeclared', 'ConnectionConfirmed', 'ConnectionEnded'];

const connections: ProjectedTable<ConnectionStoredRow> = {
  name: 'connections',
  columns: {
    connection_id: 'uuid',
    staff: 'text',
    ended: 'boolean',
    declared_at: 'timestamptz',
    state: 'jsonb',
  },
  key: ['connection_id'],
  indexes: ['staff', 'ended, declared_at'],
  keysOf: (event) => [{ connection_id: connectionEvent(event).data.connection }],
  evolve: (row, event) => {
    const before = row && (row.state as unknown as ConnectionState);
    const state = evolveConnection(before, connectionEvent(event));
    return state && rowOf(state);
  },
};

/** Who of the staff is connected to whom, one row for each declaration, folded from its stream alone. */
export const connectionsProjection: Projection = {
  name: 'connections',
  version: 1,
  streams: [CONNECTION_STREAMS],
  tables: [connections],
};

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export function connectionEvent(event: StoredEvent): ConnectionEvent {
  if (!TYPES.includes(event.type))
    throw defect('PROJECTION.UNKNOWN_EVENT', 'A connection stream holds an event that cannot be read.', {
      type: event.type,
    });
  return event as unknown as ConnectionEvent;
}

const rowOf = (state: ConnectionState): ConnectionStoredRow => ({
  connection_id: state.declared.connection,
  staff: state.declared.staff,
  ended: state.ended !== undefined,
  declared_at: new Date(state.declared.at),
  state: { ...state },
});

import { eventReader } from '#event-store/reading';
import type { AsJson, ProjectedTable, Projection, ReadRow } from '#read-store';
import { CONNECTION_STREAMS, type ConnectionEvent } from '../../domain/connections/connection-events.js';
import { evolveConnection, type ConnectionState } from '../../domain/connections/connection-state.js';

export interface ConnectionStoredRow extends ReadRow {
  readonly connection_id: string;
  readonly staff: string;
  readonly ended: boolean;
  readonly declared_at: Date;
  /** Its words are sealed. */
  readonly state: AsJson<ConnectionState>;
}

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export const connectionEvent = eventReader<ConnectionEvent>('A connection stream', {
  ConnectionDeclared: true,
  ConnectionConfirmed: true,
  ConnectionEnded: true,
});

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
    const state = evolveConnection(row?.state, connectionEvent(event));
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

const rowOf = (state: ConnectionState): ConnectionStoredRow => ({
  connection_id: state.declared.connection,
  staff: state.declared.staff,
  ended: state.ended !== undefined,
  declared_at: new Date(state.declared.at),
  state: { ...state },
});

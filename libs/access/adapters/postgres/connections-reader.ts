import type pg from 'pg';
import type { AgencyId, StaffId } from '#platform';
import type { ConnectionState } from '../../domain/connections/connection-state.js';

export interface ConnectionsReader {
  /** Of this member of staff, those that have ended included; latest first. */
  ofStaff(staff: StaffId): Promise<readonly ConnectionState[]>;
  /** About this member of staff, or declared by them; latest first. */
  concerning(staff: StaffId): Promise<readonly ConnectionState[]>;
  /** Of every agency, or declared in one; open ones first, then latest first; two hundred at most. */
  list(agency?: AgencyId): Promise<readonly ConnectionState[]>;
}

interface Found {
  readonly state: ConnectionState;
}

const SELECT = 'SELECT state FROM connections.connections';

export function createConnectionsReader(pool: pg.Pool): ConnectionsReader {
  const ask = async (text: string, value: string | null) =>
    (await pool.query<Found>(`${SELECT} ${text}`, [value])).rows.map(({ state }) => state);
  return {
    ofStaff: (staff) => ask('WHERE staff = $1 ORDER BY declared_at DESC, connection_id', staff),
    concerning: (staff) =>
      ask(
        `WHERE staff = $1 OR state->'declared'->'by'->>'person' = $1 ORDER BY declared_at DESC, connection_id`,
        staff,
      ),
    list: (agency) =>
      ask(
        `WHERE $1::text IS NULL OR state->'declared'->'by'->>'agency' = $1
         ORDER BY ended, declared_at DESC, connection_id LIMIT 200`,
        agency ?? null,
      ),
  };
}

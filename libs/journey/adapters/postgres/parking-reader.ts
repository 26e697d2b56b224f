import type pg from 'pg';
import type { AgencyId, Uuid } from '#platform';

/** Events that wait together, the first of which met the fault. */
export interface ParkedFamily {
  readonly family: Uuid;
  /** Of the event that is first in line. */
  readonly agency: AgencyId;
  readonly code: string;
  /** Tries of it that failed. */
  readonly attempt: number;
  readonly lastTryAt: Date | undefined;
  /** Undefined before the first try. */
  readonly nextTryAt: Date | undefined;
  /** When the first that still waits was parked. */
  readonly since: Date;
  /** How many wait. */
  readonly events: number;
}

export interface ParkingReader {
  /** Longest waiting first. */
  families(): Promise<readonly ParkedFamily[]>;
}

/** A family's row is that of its first in line; offsets do not tell across topics, so time of receipt does. */
const FAMILIES = {
  name: 'parked-families',
  text: `
    SELECT * FROM (
      SELECT DISTINCT ON (family_key) family_key, agency, code, attempt, tried_at, next_try_at,
        min(parked_at) OVER of_family AS since, count(*) OVER of_family AS events
      FROM parking.parked
      WINDOW of_family AS (PARTITION BY family_key)
      ORDER BY family_key, received_at, parked_at, parking_id
    ) firsts
    ORDER BY since, family_key`,
};

interface Found {
  readonly family_key: Uuid;
  readonly agency: AgencyId;
  readonly code: string;
  readonly attempt: number;
  readonly tried_at: Date | null;
  readonly next_try_at: Date | null;
  readonly since: Date;
  readonly events: string | bigint;
}

export const createParkingReader = (pool: pg.Pool): ParkingReader => ({
  async families() {
    const { rows } = await pool.query<Found>(FAMILIES);
    return rows.map((row) => ({
      family: row.family_key,
      agency: row.agency,
      code: row.code,
      attempt: row.attempt,
      lastTryAt: row.tried_at ?? undefined,
      nextTryAt: row.next_try_at ?? undefined,
      since: row.since,
      events: Number(row.events),
    }));
  },
});

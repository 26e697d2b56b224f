import type pg from 'pg';
import type { AgencyId, Uuid } from '#platform';
import type { SourcePosition } from '../../domain/item-events.js';

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

/** One event that waits, by where it lies in the feed: what its publisher calls it may name a person. */
export interface ParkedEvent {
  readonly agency: AgencyId;
  readonly source: SourcePosition;
  readonly code: string;
  readonly receivedAt: Date;
  readonly parkedAt: Date;
}

export interface ParkingReader {
  /** Longest waiting first. */
  families(): Promise<readonly ParkedFamily[]>;
  /** First in line first; at most 200. */
  waiting(family: Uuid): Promise<readonly ParkedEvent[]>;
}

/** Whoever needs more than these asks the view itself. */
const MOST_SHOWN = 200;

/** As intake takes them: by when they were received, and within a partition by offset, whatever its clock said. */
const IN_LINE = {
  received: `max(received_at) OVER (
    PARTITION BY family_key, source_topic, source_partition ORDER BY source_offset) AS line_at`,
  order: `line_at, (source_topic || '/' || source_partition) COLLATE "C", source_offset, parking_id`,
};

/** A family's row is that of its first in line. */
const FAMILIES = {
  name: 'parked-families',
  text: `
    SELECT * FROM (
      SELECT DISTINCT ON (family_key) family_key, agency, code, attempt, tried_at, next_try_at, since, events
      FROM (
        SELECT *, ${IN_LINE.received},
          min(parked_at) OVER of_family AS since, count(*) OVER of_family AS events
        FROM parking.parked
        WINDOW of_family AS (PARTITION BY family_key)
      ) lines
      ORDER BY family_key, ${IN_LINE.order}
    ) firsts
    ORDER BY since, family_key`,
};

const WAITING = {
  name: 'parked-events',
  text: `
    SELECT agency, code, received_at AS "receivedAt", parked_at AS "parkedAt", jsonb_build_object(
      'topic', source_topic, 'partition', source_partition, 'offset', source_offset::text) AS source
    FROM (SELECT *, ${IN_LINE.received} FROM parking.parked WHERE family_key = $1) lines
    ORDER BY ${IN_LINE.order} LIMIT ${MOST_SHOWN}`,
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
  waiting: async (family) => (await pool.query<ParkedEvent>({ ...WAITING, values: [family] })).rows,
});

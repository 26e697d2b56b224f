import type { StorePosition } from '#event-store';
import { readTypes } from './read-types.js';
import type { SqlClient } from './sql-client.js';

/** A projection as whoever watches sees it, from whichever process. */
export interface ProjectionWatch {
  readonly name: string;
  readonly version: number;
  /** Nothing relevant is missing up to here; null before the first event. */
  readonly levelTo: StorePosition | null;
  /** When it last moved on. */
  readonly movedAt: Date;
  /** Some process holds its lease. */
  readonly held: boolean;
  /** What keeps it from going on. */
  readonly code: string | null;
}

/** An advisory lock on one 64-bit key is shown in halves. */
const WATCH = `
  SELECT s.name, s.version, greatest(s."position", s.caught_up_to) AS "levelTo", s.updated_at AS "movedAt", f.code,
    EXISTS (
      SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND (l.classid::bigint << 32 | l.objid::bigint)
          = hashtextextended('throughline.projection.' || s.name, 0)
    ) AS held
  FROM projections.state s LEFT JOIN projections.faults f USING (name) ORDER BY s.name`;

export async function watchProjections(client: SqlClient): Promise<readonly ProjectionWatch[]> {
  return (await client.query<ProjectionWatch>({ text: WATCH, types: readTypes })).rows;
}

/** Tells what a projection met, or that it goes on. A watcher that cannot be told never stops the work. */
export async function tellFault(client: SqlClient, name: string, code: string | undefined): Promise<void> {
  const told =
    code === undefined
      ? client.query('DELETE FROM projections.faults WHERE name = $1', [name])
      : client.query(
          `INSERT INTO projections.faults (name, code) VALUES ($1, $2)
           ON CONFLICT (name) DO UPDATE SET code = excluded.code, met_at = now()`,
          [name, code],
        );
  await told.catch(() => undefined);
}

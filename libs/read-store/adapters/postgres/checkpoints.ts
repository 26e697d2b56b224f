import type { KeptPlace, StorePosition } from '#event-store';
import type { Uuid } from '#platform';
import { readTypes } from './read-types.js';
import type { SqlClient } from './sql-client.js';

/** Bookkeeping of one projection. */
export interface ProjectionState {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  /** Last event applied. */
  readonly position: StorePosition | null;
  /** Its id; null where it was not applied live. */
  readonly lastEvent: Uuid | null;
  /** Nothing relevant is missing up to here. */
  readonly caughtUpTo: StorePosition | null;
}

const FIELDS = `name, version, generation, "position", caught_up_to AS "caughtUpTo",
  CASE WHEN last_event_at = "position" THEN last_event END AS "lastEvent"`;

export async function findState(
  client: SqlClient,
  name: string,
  { forUpdate = false } = {},
): Promise<ProjectionState | undefined> {
  const text = `SELECT ${FIELDS} FROM projections.state WHERE name = $1${forUpdate ? ' FOR UPDATE' : ''}`;
  const { rows } = await client.query<ProjectionState>({ text, values: [name], types: readTypes });
  return rows[0];
}

export async function listStates(client: SqlClient): Promise<readonly ProjectionState[]> {
  const text = `SELECT ${FIELDS} FROM projections.state ORDER BY name`;
  return (await client.query<ProjectionState>({ text, types: readTypes })).rows;
}

/** Puts the state as it is after a swap, or at the very start. */
export async function putState(client: SqlClient, state: Omit<ProjectionState, 'lastEvent'>): Promise<void> {
  await client.query(
    `INSERT INTO projections.state (name, version, generation, "position", caught_up_to)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO UPDATE SET version = excluded.version, generation = excluded.generation,
       "position" = excluded."position", caught_up_to = excluded.caught_up_to, last_event = NULL, updated_at = now()`,
    [state.name, state.version, state.generation, text(state.position), text(state.caughtUpTo)],
  );
}

/**
 * False where another generation has taken over, or somebody else moved it on from where the caller left it: a lock alone
 * says nothing where connections are shared behind the caller's back.
 */
export async function advance(
  client: SqlClient,
  { name, generation }: Pick<ProjectionState, 'name' | 'generation'>,
  from: StorePosition | null,
  to: KeptPlace,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE projections.state SET "position" = $4, last_event = $5, last_event_at = $4, updated_at = now()
     WHERE name = $1 AND generation = $2 AND "position" IS NOT DISTINCT FROM $3::bigint`,
    [name, generation, text(from), text(to.position), to.event],
  );
  return rowCount === 1;
}

export async function recordCaughtUp(
  client: SqlClient,
  { name, generation }: Pick<ProjectionState, 'name' | 'generation'>,
  upTo: StorePosition,
): Promise<void> {
  await client.query(
    `UPDATE projections.state SET caught_up_to = $3, updated_at = now()
     WHERE name = $1 AND generation = $2 AND (caught_up_to IS NULL OR caught_up_to < $3)`,
    [name, generation, text(upTo)],
  );
}

/** Makes every projection build its view anew at its next start, from whichever event store it then finds. */
export async function forgetStates(client: SqlClient): Promise<number> {
  const { rowCount } = await client.query(
    'UPDATE projections.state SET version = 0, "position" = NULL, caught_up_to = NULL, updated_at = now()',
    [],
  );
  return rowCount ?? 0;
}

const text = (position: StorePosition | null): string | null => position?.toString() ?? null;

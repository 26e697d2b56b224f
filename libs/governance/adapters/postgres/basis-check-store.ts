import type { Pool } from 'pg';
import type { ItemId } from '#platform';
import { migrateSchema, type SqlClient } from '#read-store';

export const migrateGovernance = (pool: Pool): Promise<void> =>
  migrateSchema(pool, { schema: 'oversight', folder: 'libs/governance/migrations' });

export interface CheckedPage {
  /** In the order of their ids; empty at the end of a round. */
  readonly items: readonly ItemId[];
  readonly withoutBasis: readonly ItemId[];
  readonly at: Date;
}

/** Where the check is: undefined at the start of a round. */
export async function findPlace(client: SqlClient): Promise<ItemId | undefined> {
  const { rows } = await client.query<{ place: ItemId | null }>(
    'SELECT place FROM oversight.basis_check',
    [],
  );
  return rows[0]?.place ?? undefined;
}

/** Keeps the place and what was found, in one transaction of the caller. What was found before and holds again goes. */
export async function putPage(client: SqlClient, { items, withoutBasis, at }: CheckedPage): Promise<void> {
  await client.query(
    `INSERT INTO oversight.without_basis (item_id, found_at, last_found_at)
     SELECT item, $2, $2 FROM unnest($1::uuid[]) AS item
     ON CONFLICT (item_id) DO UPDATE SET last_found_at = excluded.last_found_at`,
    [withoutBasis, at],
  );
  await client.query(
    'DELETE FROM oversight.without_basis WHERE item_id = ANY($1::uuid[]) AND item_id <> ALL($2::uuid[])',
    [items, withoutBasis],
  );
  await client.query(
    `INSERT INTO oversight.basis_check AS c (place, round_started_at, checked) VALUES ($1, $2, $3)
     ON CONFLICT (one) DO UPDATE SET place = excluded.place, checked = excluded.checked +
       CASE WHEN c.place IS NULL THEN 0 ELSE c.checked END,
       round_started_at = CASE WHEN c.place IS NULL THEN excluded.round_started_at ELSE c.round_started_at END`,
    [items.at(-1) ?? null, at, items.length],
  );
}

/** All shared items were looked at. What was not found again is no longer shared. */
export async function endRound(client: SqlClient, at: Date): Promise<void> {
  await client.query(
    `DELETE FROM oversight.without_basis WHERE NOT EXISTS
       (SELECT 1 FROM oversight.basis_check c WHERE c.place IS NOT NULL AND last_found_at >= c.round_started_at)`,
    [],
  );
  await client.query(
    `INSERT INTO oversight.basis_check AS c (round_started_at, last_round_ended_at, last_round_checked) VALUES ($1, $1, 0)
     ON CONFLICT (one) DO UPDATE SET place = NULL, checked = 0, last_round_ended_at = $1, last_round_checked =
       CASE WHEN c.place IS NULL THEN 0 ELSE c.checked END`,
    [at],
  );
}

import type { StorePosition } from '#event-store';
import type { SqlClient } from '#read-store';

const NAME = 'receipts';

/** How far publishers have been told. */
export async function findCheckpoint(client: SqlClient): Promise<StorePosition | undefined> {
  const { rows } = await client.query<{ position: string | bigint }>(
    'SELECT "position" FROM telling.checkpoints WHERE name = $1',
    [NAME],
  );
  return rows[0] && BigInt(rows[0].position);
}

export async function putCheckpoint(client: SqlClient, position: StorePosition): Promise<void> {
  await client.query(
    `INSERT INTO telling.checkpoints AS c (name, "position") VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET "position" = greatest(c."position", excluded."position"), changed_at = now()`,
    [NAME, position.toString()],
  );
}

/** Publishers are told everything once more, under the same ids. True where any had been told. */
export async function forgetTold(client: SqlClient): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM telling.checkpoints', []);
  return (rowCount ?? 0) > 0;
}

import type { StorePosition } from '#event-store';
import { TELLING_CHECKPOINT } from '#journey';
import type { SqlClient } from '#read-store';

export async function putCheckpoint(client: SqlClient, position: StorePosition): Promise<void> {
  await client.query(
    `INSERT INTO telling.checkpoints AS c (name, "position") VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET "position" = greatest(c."position", excluded."position"), changed_at = now()`,
    [TELLING_CHECKPOINT, position.toString()],
  );
}

/** Publishers are told everything once more, under the same ids. True where any had been told. */
export async function forgetTold(client: SqlClient): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM telling.checkpoints', []);
  return (rowCount ?? 0) > 0;
}

import type { StorePosition } from '#event-store';
import type { SqlClient } from '#read-store';

/** Of those who are told over Kafka what became of their events. */
export const TELLING_CHECKPOINT = 'receipts';

/** How far publishers have been told. */
export async function findToldUpTo(client: SqlClient): Promise<StorePosition | undefined> {
  const { rows } = await client.query<{ position: string | bigint }>(
    'SELECT "position" FROM telling.checkpoints WHERE name = $1',
    [TELLING_CHECKPOINT],
  );
  return rows[0] && BigInt(rows[0].position);
}

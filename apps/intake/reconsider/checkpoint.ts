import type pg from 'pg';
import type { StorePosition } from '#event-store';
import type { SqlClient } from '#read-store';

/** Of the clock the place is a moment: milliseconds since 1970. */
export type CheckpointName = 'reconsideration' | 'clock';

/** Agreements and links are all considered once more, with the same outcome. True where any had been acted on. */
export async function forgetReconsidered(client: SqlClient): Promise<boolean> {
  const { rowCount } = await client.query('delete from intake.checkpoints', []);
  return (rowCount ?? 0) > 0;
}

/** How far agreements and links, or their ends by the clock, have been acted on. */
export interface Checkpoint {
  find(): Promise<StorePosition | undefined>;
  put(position: StorePosition): Promise<void>;
}

export const createCheckpoint = (
  client: Pick<pg.ClientBase, 'query'>,
  name: CheckpointName = 'reconsideration',
): Checkpoint => ({
  async find() {
    const { rows } = await client.query<{ position: string | bigint }>(
      'select position from intake.checkpoints where name = $1',
      [name],
    );
    return rows[0] && BigInt(rows[0].position);
  },
  async put(position) {
    await client.query(
      `insert into intake.checkpoints as c (name, position) values ($1, $2)
       on conflict (name) do update set position = greatest(c.position, excluded.position),
         changed_at = clock_timestamp()`,
      [name, position.toString()],
    );
  },
});

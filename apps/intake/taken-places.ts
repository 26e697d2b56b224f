import type { Pool } from 'pg';
import type { FeedPosition, TakenPlaces } from '#feed';

interface Row {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string | bigint;
}

/** How far intake is in its feed, beside what it made of it: brokers forget it where no intake ran for a week. */
export const createTakenPlaces = (pool: Pick<Pool, 'query'>): TakenPlaces => ({
  async find() {
    const { rows } = await pool.query<Row>(
      'select topic, partition_no as partition, next_offset as "offset" from intake.taken',
    );
    return rows.map(({ offset, ...place }): FeedPosition => ({ ...place, offset: BigInt(offset) }));
  },
  // Not the greatest: a topic that was made anew begins again at 0.
  async put(next) {
    await pool.query(
      `insert into intake.taken (topic, partition_no, next_offset)
       select * from unnest($1::text[], $2::integer[], $3::bigint[]) order by 1, 2
       on conflict (topic, partition_no) do update
         set next_offset = excluded.next_offset, changed_at = clock_timestamp()`,
      [
        next.map(({ topic }) => topic),
        next.map(({ partition }) => partition),
        next.map(({ offset }) => offset.toString()),
      ],
    );
  },
});

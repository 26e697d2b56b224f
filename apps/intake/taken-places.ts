import type { Pool } from 'pg';
import type { TakenPlace, TakenPlaces } from '#feed';

interface Row {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string | bigint;
  readonly at: Date | null;
}

/** How far intake is in its feed, beside what it made of it: brokers forget it where no intake ran for a week. */
export const createTakenPlaces = (pool: Pick<Pool, 'query'>): TakenPlaces => ({
  async find() {
    const { rows } = await pool.query<Row>(
      'select topic, partition_no as partition, next_offset as "offset", taken_at as at from intake.taken',
    );
    return rows.map(({ offset, at, ...place }): TakenPlace => ({
      ...place,
      offset: BigInt(offset),
      ...(at && { at }),
    }));
  },
  // Not the greatest: a topic that was made anew begins again at 0.
  async put(next) {
    await pool.query(
      `insert into intake.taken as t (topic, partition_no, next_offset, taken_at)
       select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::timestamptz[]) order by 1, 2
       on conflict (topic, partition_no) do update
         set next_offset = excluded.next_offset, changed_at = clock_timestamp(),
           taken_at = coalesce(excluded.taken_at, t.taken_at)`,
      [
        next.map(({ topic }) => topic),
        next.map(({ partition }) => partition),
        next.map(({ offset }) => offset.toString()),
        next.map(({ at }) => at ?? null),
      ],
    );
  },
});

import type pg from 'pg';

type Database = Pick<pg.ClientBase, 'query'>;

const PRUNE = `
  delete from feed.messages m
  where m.appended_at < $1
    and m.offset_no < (
      select min(o.committed) from feed.offsets o
      where o.topic = m.topic and o.partition_no = m.partition_no)`;

const KEPT = `
  select count(*) filter (where appended_at >= $1)::int as younger,
         count(*) filter (where appended_at < $1)::int as waiting
  from feed.messages`;

/** Messages that stay: those that came since the cutoff, and those that some reader is not past. */
export interface KeptMessages {
  readonly younger: number;
  readonly waiting: number;
}

/** The feed holds what agencies sent in plain text, so it is kept only as long as something may be read again. */
export async function pruneFeed(database: Database, cutoff: Date): Promise<number> {
  return (await database.query(PRUNE, [cutoff])).rowCount ?? 0;
}

/** Right after `pruneFeed` with the same cutoff. */
export async function keptInFeed(database: Database, cutoff: Date): Promise<KeptMessages> {
  const { rows } = await database.query<KeptMessages>(KEPT, [cutoff]);
  return rows[0] ?? { younger: 0, waiting: 0 };
}

import type pg from 'pg';

const PRUNE = `
  delete from feed.messages m
  where m.appended_at < $1
    and m.offset_no < (
      select min(o.committed) from feed.offsets o
      where o.topic = m.topic and o.partition_no = m.partition_no)`;

/** The feed holds what agencies sent in plain text, so it is kept only as long as something may be read again. */
export async function pruneFeed(database: Pick<pg.ClientBase, 'query'>, cutoff: Date): Promise<number> {
  return (await database.query(PRUNE, [cutoff])).rowCount ?? 0;
}

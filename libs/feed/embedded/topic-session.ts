import pg from 'pg';
import type { AgencyId } from '#platform';
import type { FeedMessage } from '../ports.js';
import { MESSAGE_COLUMNS, messageOf, type MessageRow } from './message-row.js';
import type { TopicPartition, Turn, Waiting } from './turn-order.js';

const BACKLOG = `
  select t.topic, t.partition_no as partition, next.appended_at as since from feed.topics t
  left join feed.offsets o on o.group_name = $1 and o.topic = t.topic and o.partition_no = t.partition_no
  cross join lateral (
    select appended_at from feed.messages m
    where m.topic = t.topic and m.partition_no = t.partition_no and m.offset_no >= coalesce(o.committed, 0)
    order by m.offset_no limit 1
  ) next
  where t.next_offset > coalesce(o.committed, 0)
  order by t.topic, t.partition_no`;

const NEXT = {
  name: 'feed-next',
  text: `
    select * from (
      select ${MESSAGE_COLUMNS}, sum(octet_length(m.value)) over up_to - octet_length(m.value) as before,
        row_number() over up_to as place, max(m.appended_at) over up_to as reached
      from (
        select * from feed.messages
        where topic = $2 and partition_no = $3 and offset_no >= coalesce((
          select committed from feed.offsets where group_name = $1 and topic = $2 and partition_no = $3), 0)
        order by offset_no limit $4
      ) m
      window up_to as (order by m.offset_no)
    ) sized
    where before < $5 and (place <= $6 or $7::timestamptz is null or reached <= $7) order by offset_no`,
};
/** This share of the most messages is taken at once even where it reaches ahead of other topics. */
const ALWAYS_TAKEN = 0.1;

const COMMIT = {
  name: 'feed-commit',
  text: `
    insert into feed.offsets as o (group_name, topic, partition_no, committed) values ($1, $2, $3, $4)
    on conflict (group_name, topic, partition_no) do update set committed = greatest(o.committed, excluded.committed)`,
};

const lockName = (group: string, { topic, partition }: TopicPartition): string =>
  `throughline:feed:${group}:${topic}:${partition}`;

/** Silent for so long, a member is taken for gone: its machine may be, or it may be paused. The server ends its connection. */
const SILENCE_MS = 6_000;
const BEAT_MS = 1_500;

/**
 * One connection of a group member. It holds the topic's lock and commits the offset, so a member that lost its
 * connection, and with it the lock, cannot commit either.
 */
export class TopicSession {
  private last: Promise<unknown> = Promise.resolve();
  private readonly beating: NodeJS.Timeout;
  private answered = true;

  private constructor(
    private readonly client: pg.Client,
    private readonly group: string,
  ) {
    this.beating = setInterval(() => this.beat(), BEAT_MS);
  }

  static async open(
    databaseUrl: string,
    group: string,
    on: { wake: () => void; lost: () => void },
  ): Promise<TopicSession> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'throughline-feed' });
    client.on('notification', on.wake);
    // Also where it never came about: the client reports that twice.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`set idle_session_timeout to ${SILENCE_MS}`);
      await client.query('listen throughline_feed');
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.on('error', on.lost);
    client.on('end', on.lost);
    return new TopicSession(client, group);
  }

  /** One statement at a time: topics that are taken side by side share the connection. */
  private query<Row extends pg.QueryResultRow>(
    text: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>> {
    const mine = this.last.then(() => this.client.query<Row>(text, values));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  /** A batch may be in hand for longer than nothing else is asked. One at a time: they would only pile up. */
  private beat(): void {
    if (!this.answered) return;
    this.answered = false;
    const heard = () => void (this.answered = true);
    this.query('select 1').then(heard, heard);
  }

  async backlog(): Promise<readonly Waiting[]> {
    return (await this.query<Waiting>(BACKLOG, [this.group])).rows;
  }

  /** False where another member of the group has the topic in hand. */
  async lock(topic: TopicPartition): Promise<boolean> {
    const { rows } = await this.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [lockName(this.group, topic)],
    );
    return rows[0]?.locked === true;
  }

  async unlock(topic: TopicPartition): Promise<void> {
    await this.query('select pg_advisory_unlock(hashtextextended($1, 0))', [lockName(this.group, topic)]);
  }

  async next(
    { topic, partition, until }: Turn,
    maxMessages: number,
    maxBytes: number,
  ): Promise<readonly FeedMessage[]> {
    const always = Math.ceil(maxMessages * ALWAYS_TAKEN);
    const values = [this.group, topic, partition, maxMessages, maxBytes, always, until];
    return (await this.query<MessageRow>({ ...NEXT, values })).rows.map(messageOf);
  }

  async commit({ topic, partition }: TopicPartition, nextOffset: bigint): Promise<void> {
    await this.query({ ...COMMIT, values: [this.group, topic, partition, nextOffset.toString()] });
  }

  async close(): Promise<void> {
    clearInterval(this.beating);
    this.client.removeAllListeners('end');
    await this.client.end().catch(() => undefined);
  }
}

const LAG = `
  select t.agency, sum(t.next_offset - coalesce(o.committed, 0))::integer as behind from feed.topics t
  left join feed.offsets o on o.group_name = $1 and o.topic = t.topic and o.partition_no = t.partition_no
  group by t.agency`;

/** Messages that the group has not yet committed, by agency; zero where it is level. */
export async function lagOf(pool: pg.Pool, group: string): Promise<ReadonlyMap<AgencyId, number>> {
  const { rows } = await pool.query<{ agency: AgencyId; behind: number }>(LAG, [group]);
  return new Map(rows.map((row) => [row.agency, row.behind]));
}

/** One look at an index for each partition: the first message that is not committed. */
const FIRST = `
  feed.topics t
  left join feed.offsets o on o.group_name = $1 and o.topic = t.topic and o.partition_no = t.partition_no
  left join lateral (select appended_at from feed.messages m where m.topic = t.topic
    and m.partition_no = t.partition_no and m.offset_no >= coalesce(o.committed, 0) order by m.offset_no limit 1) m on true`;

const OLDEST = `
  select t.agency, min(m.appended_at) as at from ${FIRST} where m.appended_at is not null group by t.agency`;

/** When the oldest message was taken that the group has not yet committed, by agency. */
export async function oldestOf(pool: pg.Pool, group: string): Promise<ReadonlyMap<AgencyId, Date>> {
  const { rows } = await pool.query<{ agency: AgencyId; at: Date }>(OLDEST, [group]);
  return new Map(rows.map(({ agency, at }) => [agency, at]));
}

const LATE = `
  select t.agency, coalesce(array_agg(t.partition_no order by t.partition_no)
    filter (where m.appended_at < $2), '{}') as late
  from ${FIRST} group by t.agency`;

/** Partitions whose first message that the group has not yet committed was taken before a moment, by agency. */
export async function lateOf(
  pool: pg.Pool,
  group: string,
  before: Date,
): Promise<ReadonlyMap<AgencyId, readonly number[]>> {
  const { rows } = await pool.query<{ agency: AgencyId; late: number[] }>(LATE, [group, before]);
  return new Map(rows.map(({ agency, late }) => [agency, late]));
}

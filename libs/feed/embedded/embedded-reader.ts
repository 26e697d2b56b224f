import type pg from 'pg';
import { unavailable } from '#platform';
import type { FeedLookup, FeedPosition, FeedReader } from '../ports.js';
import { MESSAGE_COLUMNS, messageOf, type MessageRow } from './message-row.js';

const READ = `
  select ${MESSAGE_COLUMNS}
  from unnest($1::text[], $2::integer[], $3::bigint[]) as wanted(topic, partition_no, offset_no)
  join feed.messages m using (topic, partition_no, offset_no)`;

const FIND = `
  select topic, partition_no, offset_no, appended_at from feed.messages
  where agency = $1 and source_event_id = $2
  order by appended_at desc limit 1`;

export const createEmbeddedReader = (pool: pg.Pool): FeedReader => ({
  async read(positions) {
    const { rows } = await reading(pool.query<MessageRow>(READ, columnsOf(positions)));
    const found = new Map(rows.map(messageOf).map((message) => [keyOf(message), message]));
    return positions.map((position) => found.get(keyOf(position)));
  },
});

export const createEmbeddedLookup = (pool: pg.Pool): FeedLookup => ({
  async findSourceEvent(agency, sourceEventId) {
    // No text of PostgreSQL holds it, so there is none.
    if (sourceEventId.includes('\0')) return undefined;
    const { rows } = await reading(pool.query<MessageRow>(FIND, [agency, sourceEventId]));
    const row = rows[0];
    if (!row) return undefined;
    const { topic, partition_no: partition, offset_no, appended_at: appendedAt } = row;
    return { topic, partition, offset: BigInt(offset_no), appendedAt };
  },
});

const keyOf = ({ topic, partition, offset }: FeedPosition): string => `${topic}/${partition}/${offset}`;

const columnsOf = (positions: readonly FeedPosition[]): unknown[] => [
  positions.map((position) => position.topic),
  positions.map((position) => position.partition),
  positions.map((position) => position.offset.toString()),
];

async function reading<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw unavailable('FEED.UNAVAILABLE', 'The feed could not be read', error);
  }
}

import type { AgencyId } from '#platform';
import type { FeedMessage } from '../ports.js';

export const MESSAGE_COLUMNS =
  'm.topic, m.partition_no, m.offset_no, m.agency, m.message_key, m.headers, m.value, m.appended_at';

export interface MessageRow {
  readonly topic: string;
  readonly partition_no: number;
  readonly offset_no: string;
  readonly agency: AgencyId;
  readonly message_key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
  readonly appended_at: Date;
}

export const messageOf = (row: MessageRow): FeedMessage => ({
  topic: row.topic,
  partition: row.partition_no,
  offset: BigInt(row.offset_no),
  agency: row.agency,
  key: row.message_key,
  headers: row.headers,
  value: row.value,
  appendedAt: row.appended_at,
});

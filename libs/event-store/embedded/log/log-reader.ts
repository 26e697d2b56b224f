import type pg from 'pg';
import type { LogRecord } from './records.js';
import { metadataOf, type StreamMetadata } from './stream-metadata.js';

type Row = [
  position: string,
  stream: string,
  revision: string,
  id: string,
  type: string,
  isJson: boolean,
  data: Buffer,
  metadata: Buffer,
  createdMs: string,
];

/** `position` and `revision` ranges are inclusive at both ends. */
export interface Range<T> {
  readonly from: T;
  readonly to: T;
  readonly limit: number;
  readonly backwards?: boolean;
}

export interface StreamInfo {
  readonly revision: bigint;
  readonly metadata: StreamMetadata;
}

/** The name by its key, row by row: joined to a table that has just grown, the planner would read all streams. */
const NAME = `(SELECT s.name FROM eventstore.streams s WHERE s.id = e.stream_id) AS name`;
const COLUMNS = `e.position, ${NAME}, e.revision, e.id, e.type, e.is_json, e.data, e.metadata, e.created_ms`;
const IN_RANGE = `FROM eventstore.events e WHERE e.position BETWEEN $1 AND $2 ORDER BY e.position`;

const ALL = {
  forwards: `SELECT ${COLUMNS} ${IN_RANGE} LIMIT $3`,
  backwards: `SELECT ${COLUMNS} ${IN_RANGE} DESC LIMIT $3`,
  prefixed: `
    SELECT * FROM (SELECT ${COLUMNS} ${IN_RANGE} OFFSET 0) found
    WHERE name ^@ ANY($4::text[]) ORDER BY position LIMIT $3`,
};

const idOf = (name: string) => `(SELECT id FROM eventstore.streams WHERE name = ${name})`;
const OF_STREAM = `
  FROM eventstore.events e
  WHERE e.stream_id = ${idOf('$1')} AND e.revision BETWEEN $2 AND $3 AND e.position <= $4 AND e.created_ms >= $5`;
const STREAM = {
  forwards: `SELECT ${COLUMNS} ${OF_STREAM} ORDER BY e.revision LIMIT $6`,
  backwards: `SELECT ${COLUMNS} ${OF_STREAM} ORDER BY e.revision DESC LIMIT $6`,
};

const INFO = `
  SELECT (SELECT max(e.revision) FROM eventstore.events e WHERE e.stream_id = s.id),
         (SELECT e.data FROM eventstore.events e WHERE e.stream_id = ${idOf("'$$' || $1")}
          ORDER BY e.revision DESC LIMIT 1)
  FROM eventstore.streams s WHERE s.name = $1`;

/** Reads pages of the log by key, so that each page costs the same wherever it lies. */
export class LogReader {
  constructor(private readonly pool: pg.Pool) {}

  all({ from, to, limit, backwards }: Range<number>): Promise<LogRecord[]> {
    return backwards
      ? this.#records('all-backwards', ALL.backwards, [from, to, limit])
      : this.#records('all-forwards', ALL.forwards, [from, to, limit]);
  }

  /** The first records of the range whose stream has one of the prefixes. */
  allWithPrefix({ from, to, limit }: Range<number>, prefixes: readonly string[]): Promise<LogRecord[]> {
    return this.#records('all-prefixed', ALL.prefixed, [from, to, limit, prefixes]);
  }

  /** `upTo` is the last position that counts; `sinceMs` leaves out what is older. */
  stream(name: string, range: Range<bigint>, upTo: number, sinceMs: number): Promise<LogRecord[]> {
    const direction = range.backwards ? 'backwards' : 'forwards';
    const values = [name, range.from, range.to, upTo, sinceMs, range.limit];
    return this.#records(`stream-${direction}`, STREAM[direction], values);
  }

  /** Undefined where the stream was never written. */
  async findStream(name: string): Promise<StreamInfo | undefined> {
    const { rows } = await this.pool.query<[string | null, Buffer | null]>({
      name: 'stream-info',
      text: INFO,
      values: [name],
      rowMode: 'array',
    });
    const [row] = rows;
    if (!row || row[0] === null) return undefined;
    return { revision: BigInt(row[0]), metadata: metadataOf(name, row[1] ?? undefined) };
  }

  async #records(name: string, text: string, values: unknown[]): Promise<LogRecord[]> {
    const { rows } = await this.pool.query<Row>({ name, text, values, rowMode: 'array' });
    return rows.map(toRecord);
  }
}

const toRecord = ([
  position,
  stream,
  revision,
  id,
  type,
  isJson,
  data,
  metadata,
  createdMs,
]: Row): LogRecord => ({
  position: Number(position),
  stream,
  revision: BigInt(revision),
  id,
  type,
  isJson,
  data,
  metadata,
  createdMs: Number(createdMs),
});

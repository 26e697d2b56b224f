import { conflict } from '#platform';
import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Head } from './heads.js';
import { KnownEvents } from './known-events.js';
import { TOMBSTONE_REVISION } from './records.js';
import { connectWriter } from './sessions.js';
import type { Counters, DraftRecord } from './write-group.js';

/** 'ThrE', any fixed number: the advisory lock of the one writer of a database. */
const LOCK = 0x54687245;

/** Row by row through the keys, whatever the planner knows of tables that have just grown: it would read all streams. */
const HEADS = `
  SELECT n.name, s.id,
         (SELECT max(e.revision) FROM eventstore.events e WHERE e.stream_id = s.id),
         (SELECT e.data FROM eventstore.events e WHERE e.stream_id = m.id ORDER BY e.revision DESC LIMIT 1)
  FROM unnest($1::text[]) AS n(name)
  LEFT JOIN LATERAL (SELECT id FROM eventstore.streams WHERE name = n.name OFFSET 0) s ON true
  LEFT JOIN LATERAL (SELECT id FROM eventstore.streams WHERE name = '$$' || n.name OFFSET 0) m ON true`;

/** So too; the planner would walk through every stream, and through each stream named. */
const EARLIER = `
  SELECT (SELECT name FROM eventstore.streams WHERE id = e.stream_id), e.revision, e.id, e.position
  FROM unnest($1::uuid[]) AS asked(id)
  CROSS JOIN LATERAL (
    SELECT stream_id, revision, id, position FROM eventstore.events WHERE id = asked.id OFFSET 0) e
  ORDER BY e.revision`;

const INSERT = `
  WITH new_streams AS (
    INSERT INTO eventstore.streams (id, name) SELECT * FROM unnest($1::bigint[], $2::text[])
  )
  INSERT INTO eventstore.events (position, stream_id, revision, id, type, is_json, data, metadata, created_ms)
  SELECT * FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::uuid[], $7::text[], $8::boolean[], $9::bytea[],
                       $10::bytea[], $11::bigint[])`;

type HeadRow = [name: string, id: string | null, revision: string | null, metadata: Buffer | null];
type EarlierRow = [name: string, revision: string, id: string, position: string];

/**
 * The writer's own connection. It holds the lock, and everything is written through it: a writer that lost its lock has
 * lost its connection too and can write nothing more.
 */
export class WriterSession {
  private constructor(
    private readonly client: pg.Client,
    readonly counters: Counters,
  ) {}

  /** Waits up to `lockWaitMs` for a writer that is just ending. Throws `EVENT_STORE.DATABASE_IN_USE`. */
  static async open(databaseUrl: string, lockWaitMs: number): Promise<WriterSession> {
    const client = await connectWriter(databaseUrl);
    try {
      await takeLock(client, lockWaitMs);
      return new WriterSession(client, await readCounters(client));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  async loadHeads(streams: readonly string[]): Promise<ReadonlyMap<string, Head>> {
    const rows = await this.#rows<HeadRow>('heads', HEADS, [streams]);
    return new Map(rows.map((row) => [row[0], headOf(row)]));
  }

  /** What these streams hold of these events. */
  async loadEarlier(ids: ReadonlySet<string>, streams: ReadonlySet<string>): Promise<KnownEvents> {
    const known = new KnownEvents();
    if (ids.size === 0) return known;
    const rows = await this.#rows<EarlierRow>('earlier', EARLIER, [[...ids]]);
    for (const [stream, revision, id, position] of rows)
      if (streams.has(stream)) known.add(stream, BigInt(revision), id, Number(position));
    return known;
  }

  /** One statement, one commit. */
  async insert(
    records: readonly DraftRecord[],
    streams: readonly { id: number; name: string }[],
  ): Promise<void> {
    await this.#rows('insert', INSERT, [
      streams.map((stream) => stream.id),
      streams.map((stream) => stream.name),
      records.map((record) => record.position),
      records.map((record) => record.streamId),
      records.map((record) => record.revision),
      records.map((record) => record.id),
      records.map((record) => record.type),
      records.map((record) => record.isJson),
      records.map((record) => record.data),
      records.map((record) => record.metadata),
      records.map((record) => record.createdMs),
    ]);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  async #rows<Row extends unknown[]>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const result = await this.client.query<Row>({ name, text, values, rowMode: 'array' });
    return result.rows;
  }
}

const headOf = ([, id, revision, metadata]: HeadRow): Head => ({
  streamId: id === null ? undefined : Number(id),
  revision: revision === null ? -1n : BigInt(revision),
  tombstoned: revision !== null && BigInt(revision) === TOMBSTONE_REVISION,
  metadata: metadata ?? undefined,
});

async function takeLock(client: pg.Client, waitMs: number): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      LOCK,
    ]);
    if (rows[0]?.taken) return;
    if (performance.now() >= deadline) throw inUse();
    await pause(50);
  }
}

const inUse = () =>
  conflict(
    'EVENT_STORE.DATABASE_IN_USE',
    'Another embedded event store is already using this database. Stop it first, or give this one a database of its own.',
  );

async function readCounters(client: pg.Client): Promise<Counters> {
  const { rows } = await client.query<{ position: string; stream: string }>(
    `SELECT coalesce((SELECT max(position) FROM eventstore.events), 0) AS position,
            coalesce((SELECT max(id) FROM eventstore.streams), 0) AS stream`,
  );
  return { position: Number(rows[0]?.position ?? 0), streamId: Number(rows[0]?.stream ?? 0) };
}

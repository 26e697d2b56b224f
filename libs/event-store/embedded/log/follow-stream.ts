import type { EventLog } from './event-log.js';
import { sightOf, streamPages } from './read-stream.js';
import { TOMBSTONE_REVISION, type LogRecord } from './records.js';

export type StreamStep =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'records'; readonly records: readonly LogRecord[] }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'fell-behind' }
  | { readonly kind: 'stream-deleted' };

const LIVE_STRETCH = 512;

/** One stream behind a revision (or its end), then what is committed to it. */
export async function* followStream(
  log: EventLog,
  stream: string,
  after: bigint | 'end',
  isStopped: () => boolean,
): AsyncGenerator<StreamStep> {
  const cursor = new StreamCursor(log, stream);
  const start = await cursor.start(after);
  if (start === 'deleted') {
    yield { kind: 'stream-deleted' };
    return;
  }
  yield { kind: 'confirmed' };
  yield* cursor.readUp();
  // A stream that does not exist yet is caught up with its first event, as EventStoreDB has it.
  let announced = start === 'visible' || after === 'end';
  if (announced) yield { kind: 'caught-up' };
  while (!isStopped()) {
    const records = cursor.takeRecent();
    if (records === undefined) {
      if (announced) yield { kind: 'fell-behind' };
      yield* cursor.readUp();
      if (announced) yield { kind: 'caught-up' };
      continue;
    }
    if (records.length > 0) yield { kind: 'records', records };
    if (records.some((record) => record.revision === TOMBSTONE_REVISION)) {
      yield { kind: 'stream-deleted' };
      return;
    }
    if (!announced && records.length > 0) {
      announced = true;
      yield { kind: 'caught-up' };
    }
    if (cursor.isLevel && !isStopped()) await log.nextCommit();
  }
}

class StreamCursor {
  /** Last revision handed over. */
  #revision = -1n;
  /** Position in `$all` up to which the stream has been looked at. */
  #position: number;

  constructor(
    private readonly log: EventLog,
    private readonly stream: string,
  ) {
    this.#position = log.head;
  }

  get isLevel(): boolean {
    return this.#position >= this.log.head;
  }

  async start(after: bigint | 'end'): Promise<'visible' | 'missing' | 'deleted'> {
    const info = await this.log.reader.findStream(this.stream);
    this.#revision = after === 'end' ? (info?.revision ?? -1n) : after;
    const { kind } = sightOf(info, Date.now());
    return kind === 'missing' && info ? 'visible' : kind;
  }

  /** Reads on from the database to the end of the log as it is now. */
  async *readUp(): AsyncGenerator<StreamStep> {
    const upTo = this.log.head;
    const info = await this.log.reader.findStream(this.stream);
    const sight = sightOf(info, Date.now());
    if (sight.kind === 'deleted') yield { kind: 'stream-deleted' };
    if (sight.kind === 'visible') {
      const pages = streamPages(this.log, this.stream, sight.visible, this.#revision + 1n, upTo);
      for await (const records of pages) {
        this.#revision = records.at(-1)?.revision ?? this.#revision;
        yield { kind: 'records', records };
      }
    }
    this.#position = upTo;
  }

  /** The stream's records among those in memory; undefined when those behind the cursor have left it. */
  takeRecent(): readonly LogRecord[] | undefined {
    if (this.isLevel) return [];
    const recent = this.log.recent.after(this.#position, LIVE_STRETCH);
    if (!recent) return undefined;
    this.#position += recent.length;
    const records = recent.filter(
      (record) => record.stream === this.stream && record.revision > this.#revision,
    );
    this.#revision = records.at(-1)?.revision ?? this.#revision;
    return records;
  }
}

import type pg from 'pg';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { RecentRecords } from './recent-records.js';
import type { LogRecord, WriteCommand, WriteOutcome } from './records.js';
import { createReadPool } from './sessions.js';
import { METADATA_EVENT } from './stream-metadata.js';

const READ_CONNECTIONS = 8;
const RECENT_RECORDS = 8_192;
const RECENT_BYTES = 32 * 1024 * 1024;

export interface EventLogOptions {
  readonly databaseUrl: string;
  readonly lockWaitMs: number;
}

/** The log of one database: one writer, pages for readers, and what was committed last in memory. */
export class EventLog {
  readonly reader: LogReader;
  readonly recent = new RecentRecords(RECENT_RECORDS, RECENT_BYTES);
  readonly #pool: pg.Pool;
  readonly #writer: LogWriter;
  readonly #waiting = new Set<() => void>();
  #head = 0;
  #closed = false;

  constructor(options: EventLogOptions) {
    this.#pool = createReadPool(options.databaseUrl, READ_CONNECTIONS);
    this.reader = new LogReader(this.#pool);
    this.#writer = new LogWriter({
      ...options,
      onCommit: (records) => this.#committed(records),
      onConnect: (position) => this.#reconnected(position),
    });
  }

  /** Throws `EVENT_STORE.DATABASE_IN_USE`. */
  async open(): Promise<void> {
    await this.#writer.open();
    if (this.#head === 0) await this.submit(FIRST_EVENT);
  }

  /** Position of the last committed event. */
  get head(): number {
    return this.#head;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get pendingWrites(): number {
    return this.#writer.pending;
  }

  get cachedHeads(): number {
    return this.#writer.cachedHeads;
  }

  submit(command: WriteCommand): Promise<WriteOutcome> {
    return this.#writer.submit(command);
  }

  /** Resolves at the next commit, or when `wake` is called. */
  nextCommit(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  async close(): Promise<void> {
    await this.#writer.close();
    this.#closed = true;
    this.wake();
    await this.#pool.end();
  }

  #committed(records: readonly LogRecord[]): void {
    this.recent.push(records);
    this.#head = records.at(-1)?.position ?? this.#head;
    this.wake();
  }

  /** A commit whose answer was lost may have moved the end; subscribers then read it from the database. */
  #reconnected(position: number): void {
    if (position !== this.#head) this.recent.clear();
    this.#head = position;
    this.wake();
  }
}

/** A new EventStoreDB node writes this before anything else; what a client sees first should not differ. */
const FIRST_EVENT: WriteCommand = {
  kind: 'append',
  stream: '$$$scavenges',
  expected: 'no-stream',
  deadlineMs: Number.MAX_SAFE_INTEGER,
  events: [
    {
      id: '5b1e0e4a-3e0f-4a53-9d0c-7f0f6f1f0a01',
      type: METADATA_EVENT,
      isJson: true,
      data: Buffer.from('{"$maxAge":2592000}'),
      metadata: Buffer.alloc(0),
    },
  ],
};

import type { LogRecord } from './records.js';

/** The last records of the log in memory, for subscribers that keep up. Positions in it have no gaps. */
export class RecentRecords {
  #records: LogRecord[] = [];
  #start = 0;
  #bytes = 0;

  constructor(
    private readonly maxRecords: number,
    private readonly maxBytes: number,
  ) {}

  push(records: readonly LogRecord[]): void {
    for (const record of records) {
      this.#records.push(record);
      this.#bytes += sizeOf(record);
    }
    this.#trim();
  }

  /** Up to `limit` records behind a position; undefined when they have left memory already. */
  after(position: number, limit: number): readonly LogRecord[] | undefined {
    const first = this.#records[this.#start];
    if (!first || position + 1 < first.position) return undefined;
    const from = this.#start + (position + 1 - first.position);
    return this.#records.slice(from, from + limit);
  }

  clear(): void {
    this.#records = [];
    this.#start = 0;
    this.#bytes = 0;
  }

  #trim(): void {
    while (this.#isOver()) {
      const dropped = this.#records[this.#start];
      if (!dropped) break;
      this.#bytes -= sizeOf(dropped);
      this.#start += 1;
    }
    // Shifting an array costs its length; cutting it now and then costs next to nothing, and few of the dropped stay.
    if (this.#start > this.#records.length - this.#start) {
      this.#records = this.#records.slice(this.#start);
      this.#start = 0;
    }
  }

  #isOver(): boolean {
    return this.#records.length - this.#start > this.maxRecords || this.#bytes > this.maxBytes;
  }
}

const sizeOf = (record: LogRecord): number => record.data.length + record.metadata.length + 256;

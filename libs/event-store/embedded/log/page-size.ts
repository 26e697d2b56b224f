import type { LogRecord } from './records.js';

const SMALLEST = 16;
const LARGEST = 512;
const BYTES_WANTED = 2 * 1024 * 1024;

/** Picks how many records to ask for next so that a page of large events does not fill the memory. */
export class PageSize {
  #limit = 128;

  /** Of a reader that wants no more than so many; Infinity where it is not known. */
  constructor(private readonly wanted = Infinity) {}

  get limit(): number {
    return Math.min(this.#limit, this.wanted);
  }

  observe(page: readonly LogRecord[]): void {
    if (page.length === 0) return;
    const bytes = page.reduce((sum, record) => sum + record.data.length + record.metadata.length, 1);
    const fitting = Math.floor((BYTES_WANTED * page.length) / bytes);
    this.#limit = Math.max(SMALLEST, Math.min(LARGEST, fitting));
  }
}

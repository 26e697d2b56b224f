import { PageSize } from './page-size.js';
import type { LogRecord } from './records.js';

const record = (bytes: number) =>
  ({ data: Buffer.alloc(bytes), metadata: Buffer.alloc(0) }) as unknown as LogRecord;

describe('How many records are fetched from the database at once', () => {
  it('is one where the end of the store is asked for, whatever was fetched before', () => {
    const size = new PageSize(1);
    expect(size.limit).toBe(1);
    size.observe([record(10)]);
    expect(size.limit).toBe(1);
  });

  it('is a page at most, however many are wanted, and a small page where events are large', () => {
    const size = new PageSize(Number.MAX_SAFE_INTEGER);
    expect(size.limit).toBe(128);
    size.observe([record(10)]);
    expect(size.limit).toBe(512);
    size.observe([record(1024 * 1024)]);
    expect(size.limit).toBe(16);
  });
});

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RecentRecords } from './recent-records.js';
import type { LogRecord } from './records.js';

const record = (position: number, bytes = 0): LogRecord => ({
  ...{ position, stream: 'item-1', revision: BigInt(position), id: '', type: 'Noted', isJson: true },
  ...{ data: Buffer.alloc(bytes), metadata: Buffer.alloc(0), createdMs: 0 },
});
const records = (from: number, to: number, bytes?: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => record(from + at, bytes));

describe('The records kept in memory', () => {
  it('are those behind a position, in order, as many as asked for', () => {
    const recent = new RecentRecords(10, 1e6);
    recent.push(records(1, 6));
    expect(recent.after(2, 3)?.map(({ position }) => position)).toEqual([3, 4, 5]);
    expect(recent.after(6, 3)).toEqual([]);
  });

  it('are no more than may be, and say where they no longer reach back', () => {
    const recent = new RecentRecords(10, 1e6);
    for (let at = 1; at <= 50; at += 1) recent.push([record(at)]);
    expect(recent.after(39, 100)).toBeUndefined();
    expect(recent.after(40, 100)?.map(({ position }) => position)).toEqual(
      records(41, 50).map(({ position }) => position),
    );
  });

  it('leave the memory when they are dropped, though few large ones are kept where many might be', async () => {
    const recent = new RecentRecords(8_000, 1e6);
    const pushed = Array.from({ length: 500 }, (_, at) => {
      const one = record(at + 1, 100_000);
      recent.push([one]);
      return new WeakRef(one);
    });
    // What a reference was made to lives on until the turn is over.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(recent.after(499, 1)).toHaveLength(1);
    expect(pushed.filter((one) => one.deref()).length).toBeLessThan(30);
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

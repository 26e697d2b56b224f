import type { EventLog } from './event-log.js';
import { stretchesBackwards } from './read-all.js';
import { createFilter } from './filter.js';
import { PageSize } from './page-size.js';

/** How many records the first look backwards asks the database for. */
async function firstLimit(wanted: number, filter?: ReturnType<typeof createFilter>): Promise<number[]> {
  const limits: number[] = [];
  const all = async ({ limit }: { readonly limit: number }) => (limits.push(limit), []);
  const log = { reader: { all } } as unknown as EventLog;
  await stretchesBackwards(log, 1_000, wanted, filter).next();
  return limits;
}

describe('How many records are fetched from the database at once', () => {
  it('is one where the end of the store is asked for', async () => {
    expect(await firstLimit(1)).toEqual([1]);
  });

  it('is a whole page where a filter may leave most of them out', async () => {
    const filter = createFilter({ on: 'stream-name', prefixes: ['item-'], regex: '' });
    expect(await firstLimit(1, filter)).toEqual([new PageSize().limit]);
  });

  it('is a page at most, however many are wanted', async () => {
    expect(await firstLimit(Number.MAX_SAFE_INTEGER)).toEqual([new PageSize().limit]);
  });
});

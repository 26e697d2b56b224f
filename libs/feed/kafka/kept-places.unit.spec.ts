import type { FeedPosition } from '../ports.js';
import { KeptPlaces } from './kept-places.js';

const next = (offset: bigint): FeedPosition => ({ topic: 'events', partition: 0, offset });

/** A table of its own, whose writes end when they are let. */
function table() {
  const puts: (readonly FeedPosition[])[] = [];
  let ended: (() => void)[] = [];
  let isHeld = false;
  return {
    puts,
    hold: () => void (isHeld = true),
    release() {
      isHeld = false;
      for (const end of ended) end();
      ended = [];
    },
    find: async () => puts.at(-1) ?? [],
    async put(places: readonly FeedPosition[]) {
      if (isHeld) await new Promise<void>((resolve) => ended.push(resolve));
      puts.push(places);
    },
  };
}

describe('How far a group is, kept outside the broker', () => {
  it('is written while nothing waits for it, the newest of what came meanwhile alone', async () => {
    const places = table();
    const kept = new KeptPlaces(places);
    places.hold();
    for (const offset of [1n, 2n, 3n, 4n]) kept.note(next(offset));
    expect(places.puts).toEqual([]);
    places.release();
    await kept.whole();
    expect(places.puts.at(-1)).toEqual([next(4n)]);
    expect(places.puts.length).toBeLessThan(4);
  });

  it('is found with what this member has yet to keep', async () => {
    const places = table();
    const kept = new KeptPlaces(places);
    places.hold();
    kept.note(next(7n));
    const found = kept.find();
    places.release();
    expect([...(await found).values()]).toEqual([next(7n)]);
  });

  it('is not written again where nothing has changed', async () => {
    const places = table();
    const kept = new KeptPlaces(places);
    for (let times = 0; times < 3; times += 1) {
      kept.note(next(7n));
      await kept.whole();
    }
    expect(places.puts).toEqual([[next(7n)]]);
  });

  it('is nobody’s business where nothing keeps it', async () => {
    const kept = new KeptPlaces(undefined);
    kept.note(next(7n));
    await kept.whole();
    expect(await kept.find()).toEqual(new Map());
  });
});

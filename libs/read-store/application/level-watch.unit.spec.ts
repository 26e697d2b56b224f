import { LevelWatch } from './level-watch.js';

describe('When a view was last level', () => {
  it('is not known before it was, and is each look at which nothing waited', () => {
    const watch = new LevelWatch();
    expect(watch.after({ at: 1, head: 9n, handled: 3n, isLevel: false })).toBeUndefined();
    expect(watch.after({ at: 2, head: 9n, handled: 7n, isLevel: true })).toBe(2);
    expect(watch.after({ at: 3, head: undefined, handled: null, isLevel: true })).toBe(3);
  });

  it('is, before any look, when the first event that is missing was stored', () => {
    const watch = new LevelWatch();
    const look = { at: 1_000, head: 100n, handled: 3n, isLevel: false };
    expect(watch.after({ ...look, behindMs: 900_000 })).toBe(-899_000);
    expect(watch.after({ ...look, at: 2_000, behindMs: 20 })).toBe(-899_000);
    expect(watch.after({ ...look, at: 3_000, handled: 100n, isLevel: true })).toBe(3_000);
    expect(watch.after({ ...look, at: 4_000, handled: 100n, behindMs: 900_000 })).toBe(3_000);
  });

  it('moves on where something waits at every look, but never the same', () => {
    const watch = new LevelWatch();
    const seen = [1, 2, 3, 4, 5].map((at) =>
      watch.after({ at, head: BigInt(at * 100), handled: BigInt(at * 100 - 150), isLevel: false }),
    );
    expect(seen).toEqual([undefined, undefined, 1, 1, 3]);
  });

  it('stands still where the same waits at every look', () => {
    const watch = new LevelWatch();
    watch.after({ at: 1, head: 100n, handled: 100n, isLevel: true });
    const stuck = [2, 3, 4].map((at) =>
      watch.after({ at, head: BigInt(at * 100), handled: 100n, isLevel: false }),
    );
    expect(stuck).toEqual([1, 1, 1]);
  });
});

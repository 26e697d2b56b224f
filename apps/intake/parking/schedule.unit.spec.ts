import { restMs } from './schedule.js';

describe('The rest between two looks at what is parked', () => {
  it('is the usual one while looks succeed, and grows to ten seconds while they fail', () => {
    expect([0, 1, 2, 3, 4, 50].map((failed) => restMs(1_000, failed))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it('is never shorter for a failure', () => {
    expect(restMs(30_000, 3)).toBe(30_000);
  });
});

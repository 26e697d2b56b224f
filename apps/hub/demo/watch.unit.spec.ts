import { shareOf } from './watch.js';

const at = (position: bigint | null, caughtUpTo: bigint | null = null) => ({ position, caughtUpTo });

describe('The share of events that can be seen', () => {
  it('is that of the slowest view', () => {
    expect(shareOf([at(100n), at(50n), at(75n)], 100n)).toBe(0.5);
  });

  it('is whole only when every view is level', () => {
    expect(shareOf([at(100n), at(99_999_999n)], 100_000_000n)).toBeLessThan(1);
    expect(shareOf([at(3n, 100n), at(100n)], 100n)).toBe(1);
  });

  it('is nothing before a view has begun', () => {
    expect(shareOf([at(null), at(100n)], 100n)).toBe(0);
  });
});

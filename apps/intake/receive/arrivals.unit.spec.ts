import { Arrivals } from './arrivals.js';

describe('What arrives', () => {
  it('is quiet before anything came, and once nothing is in hand any more', async () => {
    const arrivals = new Arrivals();
    expect(arrivals.isQuiet(0)).toBe(true);
    await arrivals.during(() => Promise.resolve(expect(arrivals.isQuiet(0)).toBe(false)));
    expect(arrivals.isQuiet(0)).toBe(true);
  });

  it('is not quiet so soon after something came, also where that failed', async () => {
    const arrivals = new Arrivals();
    await arrivals.during(() => Promise.reject(new Error('unreadable'))).catch(() => undefined);
    expect(arrivals.isQuiet(0)).toBe(true);
    expect(arrivals.isQuiet(3_600_000)).toBe(false);
  });
});

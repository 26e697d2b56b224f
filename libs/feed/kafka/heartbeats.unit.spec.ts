import { jest } from '@jest/globals';
import { beatWhile } from './heartbeats.js';

describe('Heartbeats of a long batch', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('go on every second until the work is done, and then end', async () => {
    let beats = 0;
    let finish: (value: string) => void = () => undefined;
    const work = new Promise<string>((resolve) => (finish = resolve));
    const done = beatWhile(work, async () => void beats++);
    await jest.advanceTimersByTimeAsync(45_000);
    expect(beats).toBe(45);
    finish('handled');
    expect(await done).toBe('handled');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(beats).toBe(45);
  });

  it('do not fail the work when the group refuses them', async () => {
    let finish: () => void = () => undefined;
    const work = new Promise<void>((resolve) => (finish = resolve));
    const done = beatWhile(work, () => Promise.reject(new Error('rebalancing')));
    await jest.advanceTimersByTimeAsync(3_000);
    finish();
    await expect(done).resolves.toBeUndefined();
  });

  it('end when the work fails', async () => {
    let beats = 0;
    await expect(
      beatWhile(Promise.reject(new Error('store unavailable')), async () => void beats++),
    ).rejects.toThrow('store unavailable');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(beats).toBe(0);
  });
});

import { restMs, rests } from './rests.js';

describe('Between two parts of what is decided again', () => {
  it('rests three times as long as the work took, so that a busy machine takes what arrives first', () => {
    expect(restMs(400)).toBe(1_200);
  });

  it('rests three seconds at most, however much there was to do', () => {
    expect(restMs(20_000)).toBe(3_000);
  });

  const resting = (leastMs: number, isQuiet: () => boolean) => {
    const stopping = new AbortController();
    const rest = rests({ leastMs, signal: stopping.signal, isQuiet });
    const work = (name: string) => rest.after(() => Promise.resolve(name));
    return { stopping, rest, work };
  };
  const looking = (quietAfter: number) => {
    const looks = { count: 0 };
    return { looks, isQuiet: () => (looks.count += 1) > quietAfter };
  };

  it('lets more gather once all is done, for as long as it is told to', async () => {
    const { looks, isQuiet } = looking(2);
    const { rest, work } = resting(3_600_000, isQuiet);
    await work('first');
    rest.whileMoreGathers();
    expect(await work('second')).toBe('second');
    expect(looks.count).toBe(3);
  });

  it('does not rest at all where it is told not to', async () => {
    const { looks, isQuiet } = looking(Infinity);
    const { rest, work } = resting(0, isQuiet);
    await work('first');
    rest.whileMoreGathers();
    expect(await work('second')).toBe('second');
    expect(looks.count).toBe(0);
  });

  it('rests no longer once it is to stop', async () => {
    const { stopping, rest, work } = resting(3_600_000, () => false);
    expect(await work('first')).toBe('first');
    rest.whileMoreGathers();
    const second = work('second');
    stopping.abort();
    expect(await second).toBe('second');
  });
});

import { restMs, rests } from './rests.js';

describe('Between two times that items are decided again', () => {
  it('rests at least as long as it is told to', () => {
    expect(restMs(500, 20)).toBe(500);
  });

  it('rests three times as long as the work took, so that a busy machine takes what arrives first', () => {
    expect(restMs(500, 400)).toBe(1_200);
  });

  it('rests three seconds at most, however much there was to do', () => {
    expect(restMs(500, 20_000)).toBe(3_000);
  });

  it('does not rest at all where it is told not to', () => {
    expect(restMs(0, 400)).toBe(0);
  });

  const resting = (isQuiet: () => boolean) => {
    const stopping = new AbortController();
    const rest = rests({ leastMs: 3_600_000, signal: stopping.signal, isQuiet });
    return { stopping, work: (name: string) => rest.after(() => Promise.resolve(name)) };
  };

  it('rests no longer once it is to stop', async () => {
    const { stopping, work } = resting(() => false);
    expect(await work('first')).toBe('first');
    const second = work('second');
    stopping.abort();
    expect(await second).toBe('second');
  });

  it('rests no longer once nothing arrives', async () => {
    let looks = 0;
    const { work } = resting(() => (looks += 1) > 2);
    await work('first');
    expect(await work('second')).toBe('second');
    expect(looks).toBe(3);
  });
});

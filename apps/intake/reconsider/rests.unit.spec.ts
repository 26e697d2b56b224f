import { restMs, rests } from './rests.js';

describe('Between two times that items are decided again', () => {
  it('rests at least as long as it is told to', () => {
    expect(restMs(500, 20)).toBe(500);
  });

  it('rests three times as long as the work took, so that a busy machine takes what arrives first', () => {
    expect(restMs(500, 400)).toBe(1_200);
  });

  it('does not rest at all where it is told not to', () => {
    expect(restMs(0, 400)).toBe(0);
  });

  it('rests no longer once it is to stop', async () => {
    const stopping = new AbortController();
    const rest = rests(3_600_000, stopping.signal);
    expect(await rest.after(() => Promise.resolve('first'))).toBe('first');
    const second = rest.after(() => Promise.resolve('second'));
    stopping.abort();
    expect(await second).toBe('second');
  });
});

import type { Uuid } from '#platform';
import { isToRetry } from './retry-asked.js';

const ONE = '0b0e7a52-6d6c-5a0e-9d3b-3f6c1f6f5b11' as Uuid;
const OTHER = '0b0e7a52-6d6c-5a0e-9d3b-3f6c1f6f5b12' as Uuid;

describe('What is to be tried again at an operator’s wish', () => {
  it('is what waits: all of it, or what waits under one id', () => {
    expect(isToRetry([{ family: ONE }], undefined)).toBe(true);
    expect(isToRetry([{ family: OTHER }, { family: ONE }], ONE)).toBe(true);
  });

  it('is nothing where nothing waits, and then nothing is asked', () => {
    expect(isToRetry([], undefined)).toBe(false);
  });

  it('is refused under an id of which nothing waits, rather than promised', () => {
    expect(() => isToRetry([{ family: OTHER }], ONE)).toThrow(
      expect.objectContaining({ code: 'INTAKE.NOT_PARKED' }) as Error,
    );
  });
});

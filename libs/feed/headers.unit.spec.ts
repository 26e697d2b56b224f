import { ATTEMPT_HEADER, attemptOf } from './headers.js';

describe('The attempt that a message is', () => {
  it('is the first where nothing is said', () => {
    expect(attemptOf({})).toBe(1);
  });

  it('is the number in its header, and the first where that is no number of deliveries', () => {
    expect(attemptOf({ [ATTEMPT_HEADER]: '3' })).toBe(3);
    for (const text of ['', '0', '-1', '1.5', 'Marker', '999999', ' 2'])
      expect(attemptOf({ [ATTEMPT_HEADER]: text })).toBe(1);
  });
});

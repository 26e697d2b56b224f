import { ATTEMPT_HEADER, attemptOf, CORRELATION_HEADER, correlationIdOf } from './headers.js';

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

describe('The correlation id that a message came with', () => {
  it('goes on where it has the form of one, and nothing else that a publisher wrote there', () => {
    const id = '7d2b8d1e-0000-4000-8000-000000000001';
    expect(correlationIdOf({ [CORRELATION_HEADER]: id })).toBe(id);
    for (const text of ['', 'Marker Child', `${id}\n`, 'a'.repeat(65)])
      expect(correlationIdOf({ [CORRELATION_HEADER]: text })).toBeUndefined();
    expect(correlationIdOf({})).toBeUndefined();
  });
});

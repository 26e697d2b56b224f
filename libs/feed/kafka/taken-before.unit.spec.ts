import { takenBefore } from './taken-before.js';

const isTaken = (...given: Parameters<typeof takenBefore>) => takenBefore(...given).isTaken;
const RESET = -2n;

describe('What retention took from a group', () => {
  it('is what lay between its next offset and the oldest that is left', () => {
    expect(takenBefore(8n, 3n, undefined)).toEqual({ isTaken: true, from: 3n });
    expect(takenBefore(8n, RESET, 3n)).toEqual({ isTaken: true, from: 3n });
  });

  it('is of unknown number where a process ended after the offset was reset and before it told', () => {
    expect(takenBefore(8n, RESET, undefined)).toEqual({ isTaken: true, from: undefined });
  });

  it('is nothing for a group that has never committed', () => {
    expect(isTaken(8n, undefined, undefined)).toBe(false);
  });

  it('is nothing where only what it had taken is gone', () => {
    expect(isTaken(8n, 8n, undefined)).toBe(false);
    expect(isTaken(8n, 9n, undefined)).toBe(false);
    expect(isTaken(8n, RESET, 8n)).toBe(false);
  });

  it('is nothing where a running member has in hand what is gone', () => {
    expect(isTaken(8n, 3n, 3n)).toBe(false);
    expect(isTaken(8n, undefined, 0n)).toBe(false);
  });

  it('is nothing where the topic was made anew', () => {
    expect(isTaken(0n, 50n, undefined)).toBe(false);
    expect(isTaken(0n, RESET, undefined)).toBe(false);
    expect(isTaken(0n, RESET, 50n)).toBe(false);
  });
});

import { takenBefore, type TakenSoFar } from './taken-before.js';

const RESET = -2n;
const nothing: TakenSoFar = { committed: undefined, kept: undefined, next: undefined };
const taken = (low: bigint, soFar: Partial<TakenSoFar>, high = 90n) =>
  takenBefore({ low, high }, { ...nothing, ...soFar });
const isTaken = (low: bigint, soFar: Partial<TakenSoFar>) => taken(low, soFar).isTaken;

describe('What retention took from a group', () => {
  it('is what lay between its next offset and the oldest that is left', () => {
    expect(taken(8n, { committed: 3n })).toEqual({ isTaken: true, from: 3n });
    expect(taken(8n, { committed: RESET, next: 3n })).toEqual({ isTaken: true, from: 3n });
  });

  it('is known from what the hub kept where the broker has forgotten the group, or lost its offset', () => {
    expect(taken(8n, { kept: 3n })).toEqual({ isTaken: true, from: 3n });
    expect(taken(8n, { kept: 0n })).toEqual({ isTaken: true, from: 0n });
    expect(taken(8n, { kept: 3n, committed: RESET })).toEqual({ isTaken: true, from: 3n });
  });

  it('is what a hub put back from its back-up has not, though the broker was told that it had', () => {
    expect(taken(8n, { committed: 9n, kept: 3n })).toEqual({ isTaken: true, from: 3n });
    expect(taken(2n, { committed: 9n, kept: 3n })).toEqual({ isTaken: false, from: 3n });
    expect(taken(2n, { committed: 3n, kept: 9n })).toEqual({ isTaken: false, from: 3n });
  });

  it('is of unknown number where a process ended after the offset was reset and before it told', () => {
    expect(taken(8n, { committed: RESET })).toEqual({ isTaken: true, from: undefined });
  });

  it('is of unknown number where nobody knows of anything that was taken', () => {
    expect(taken(8n, {})).toEqual({ isTaken: true, from: undefined });
  });

  it('is of unknown number where what was kept is of a topic that was there before under the name', () => {
    expect(taken(8n, { kept: 50n }, 9n)).toEqual({ isTaken: true, from: undefined });
  });

  it('is nothing of a topic that still holds all that it ever held', () => {
    expect(isTaken(0n, {})).toBe(false);
  });

  it('is nothing where only what it had taken is gone', () => {
    expect(isTaken(8n, { committed: 8n })).toBe(false);
    expect(isTaken(8n, { committed: 9n })).toBe(false);
    expect(isTaken(8n, { committed: RESET, next: 8n })).toBe(false);
    expect(isTaken(8n, { committed: RESET, kept: 8n })).toBe(false);
    expect(isTaken(8n, { kept: 8n })).toBe(false);
  });

  it('is nothing where a running member has in hand what is gone', () => {
    expect(isTaken(8n, { committed: 3n, next: 3n })).toBe(false);
    expect(isTaken(8n, { next: 0n })).toBe(false);
  });

  it('is nothing where the topic was made anew', () => {
    expect(isTaken(0n, { committed: 50n })).toBe(false);
    expect(isTaken(0n, { kept: 50n })).toBe(false);
    expect(isTaken(0n, { committed: RESET })).toBe(false);
    expect(isTaken(0n, { committed: RESET, next: 50n })).toBe(false);
  });
});

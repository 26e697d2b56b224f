import fc from 'fast-check';
import type { Expected } from '../../ports.js';
import {
  decideAppend,
  decideDelete,
  type AppendVerdict,
  type EarlierEvents,
  type StreamState,
} from './decide-write.js';

const stateOf = (ids: readonly string[], state: Partial<StreamState> = {}): StreamState => ({
  revision: BigInt(ids.length) - 1n,
  tombstoned: false,
  softDeleted: false,
  hasMetadata: false,
  ...state,
});
const eventsOf = (ids: readonly string[]): EarlierEvents => ({
  idAt: (revision) => ids[Number(revision)],
  revisionsOf: (id) => ids.flatMap((one, index) => (one === id ? [BigInt(index)] : [])),
});
const decide = (expected: Expected, ids: string[], stream: string[], state?: Partial<StreamState>) =>
  decideAppend(expected, ids, stateOf(stream, state), eventsOf(stream)).kind;

describe('deciding an append', () => {
  it.each<[string, Expected, string[], string[], AppendVerdict['kind']]>([
    ['begins a stream', 'no-stream', ['a'], [], 'write'],
    ['follows the last event', 0n, ['b'], ['a'], 'write'],
    ['repeats the first event', 'no-stream', ['a'], ['a', 'b'], 'repeat'],
    ['repeats part of an append', 'no-stream', ['a', 'b'], ['a', 'b', 'c'], 'repeat'],
    ['repeats without an expectation', 'any', ['a'], ['x', 'a', 'y'], 'repeat'],
    ['refuses old events followed by a new one', 'any', ['a', 'b'], ['a'], 'wrong-revision'],
    ['refuses old events in another order', 'no-stream', ['b', 'a'], ['a', 'b'], 'wrong-revision'],
    ['writes an old id behind itself', 0n, ['a'], ['a'], 'write'],
    ['refuses a revision beyond the end', 4n, ['b'], ['a'], 'wrong-revision'],
    ['refuses a missing stream that must exist', 'exists', ['a'], [], 'wrong-revision'],
    ['refuses nothing at all in the wrong place', 'no-stream', [], ['a'], 'wrong-revision'],
  ])('%s', (_, expected, ids, stream, verdict) => {
    expect(decide(expected, ids, stream)).toBe(verdict);
  });

  it('refuses a tombstoned stream whatever is expected', () => {
    for (const expected of ['any', 'exists', 'no-stream', 0n] as const)
      expect(decide(expected, ['z'], ['a'], { tombstoned: true })).toBe('deleted');
  });

  it('lets a soft-deleted stream begin anew', () => {
    expect(decide('no-stream', ['z'], ['a'], { softDeleted: true })).toBe('write');
    expect(decide('exists', ['z'], ['a'], { softDeleted: true })).toBe('deleted');
  });

  it('takes every stretch of a stream for a repeat at its own place, and for nothing else', () => {
    const stream = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(stream, fc.nat(), fc.nat(), (ids, one, other) => {
        const start = one % (ids.length - 1);
        const end = start + 1 + (other % (ids.length - 1 - start));
        const stretch = ids.slice(start, end);
        const expected = start === 0 ? 'no-stream' : BigInt(start) - 1n;
        expect(decide(expected, stretch, ids)).toBe('repeat');
        expect(decide('any', stretch, ids)).toBe('repeat');
        expect(decide(BigInt(ids.length) + 3n, stretch, ids)).toBe('wrong-revision');
      }),
    );
  });
});

describe('deciding a delete', () => {
  it('needs a stream, where a tombstone does not', () => {
    expect(decideDelete('delete', 'any', stateOf([]))).toBe('wrong-revision');
    expect(decideDelete('tombstone', 'any', stateOf([]))).toBe('write');
  });

  it('holds to the expected revision', () => {
    expect(decideDelete('delete', 0n, stateOf(['a']))).toBe('write');
    expect(decideDelete('delete', 3n, stateOf(['a']))).toBe('wrong-revision');
    expect(decideDelete('tombstone', 'no-stream', stateOf(['a']))).toBe('wrong-revision');
  });
});

import type { Expected } from '../../ports.js';
import { WireReader } from '../../wire/reader.js';
import { readStreamName } from '../../wire/stream-name.js';

export interface AppendOptions {
  readonly stream: string;
  readonly expected: Expected;
  readonly deadlineMs: number;
}

/** Options of Append, BatchAppend, Delete and Tombstone, which share their field numbers; Infinity without a deadline. */
export function readAppendOptions(bytes: Buffer, nowMs = Date.now()): AppendOptions {
  const reader = new WireReader(bytes);
  let stream = '';
  let expected: Expected = 'any';
  let deadlineMs = Infinity;
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) stream = readStreamName(reader.slice());
    else if (next.field === 2) expected = reader.varint64();
    else if (next.field === 6) deadlineMs = readMs(reader.slice());
    else if (next.field === 7) deadlineMs = nowMs + readMs(reader.slice());
    else {
      expected = CHOICES.get(next.field) ?? expected;
      reader.skip(next.type);
    }
  }
  return { stream, expected, deadlineMs };
}

const CHOICES = new Map<number, Expected>([
  [3, 'no-stream'],
  [4, 'any'],
  [5, 'exists'],
]);

/** Of a point in time since 1970, or of a duration: both hold seconds and nanoseconds. */
function readMs(bytes: Buffer): number {
  const reader = new WireReader(bytes);
  let ms = 0;
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) ms += reader.varint() * 1000;
    else if (next.field === 2) ms += reader.varint() / 1e6;
    else reader.skip(next.type);
  }
  return ms;
}

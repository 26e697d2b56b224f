import type { Append, AppendOutcome } from '../ports.js';
import { markField, messageField, numberField, textField } from '../wire/fields.js';
import { WireReader } from '../wire/reader.js';
import { streamIdentifier } from '../wire/stream-name.js';
import { readUuid, uuidText } from '../wire/uuid.js';
import { accessDenied, isTransient, lost, refused } from './errors.js';

/** Servers take no message much larger than this; a larger append goes in parts. */
const PART_BYTES = 1024 * 1024;

/** BatchAppendReq messages of one append: as a rule one. `timeoutMs` tells the server when to give up. */
export function appendFrames(correlation: string, append: Append, timeoutMs: number): Buffer[] {
  const frames: Buffer[] = [];
  let part: Buffer[] = [optionsOf(append, timeoutMs)];
  let size = 0;
  for (const event of append.events.map(proposedEvent)) {
    if (size > 0 && size + event.length > PART_BYTES) {
      frames.push(frame(correlation, part, false));
      part = [];
      size = 0;
    }
    part.push(event);
    size += event.length;
  }
  return [...frames, frame(correlation, part, true)];
}

const frame = (correlation: string, part: readonly Buffer[], isFinal: boolean): Buffer =>
  Buffer.concat([messageField(1, uuidText(correlation)), ...part, ...(isFinal ? [numberField(4, 1)] : [])]);

const optionsOf = ({ stream, expected }: Append, timeoutMs: number): Buffer =>
  messageField(2, streamIdentifier(1, stream), expectedField(expected), deadlineField(timeoutMs));

/** As a length of time, not as a moment: the clocks of two machines need not agree. */
export const deadlineField = (timeoutMs: number): Buffer =>
  messageField(
    7,
    numberField(1, Math.floor(timeoutMs / 1000)),
    numberField(2, Math.floor((timeoutMs % 1000) * 1e6)),
  );

function expectedField(expected: Append['expected']): Buffer {
  switch (expected) {
    case 'no-stream':
      return markField(3);
    case 'any':
      return markField(4);
    case 'exists':
      return markField(5);
    default:
      return numberField(2, expected);
  }
}

const JSON_CONTENT = messageField(2, textField(1, 'content-type'), textField(2, 'application/json'));

function proposedEvent({ id, type, data, metadata }: Append['events'][number]): Buffer {
  return messageField(
    3,
    messageField(1, uuidText(id)),
    messageField(2, textField(1, 'type'), textField(2, type)),
    JSON_CONTENT,
    textField(3, JSON.stringify(metadata)),
    textField(4, JSON.stringify(data)),
  );
}

export interface AppendReply {
  readonly correlation: string;
  /** Throws where the server could not take the append. */
  outcome(): AppendOutcome;
}

export function readAppendReply(bytes: Buffer): AppendReply {
  const reader = new WireReader(bytes);
  let correlation = '';
  let outcome = (): AppendOutcome => {
    throw refused(0);
  };
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) correlation = readUuid(reader.slice()) ?? '';
    else if (next.field === 2) outcome = later(readFailure, reader.slice());
    else if (next.field === 3) outcome = later(readSuccess, reader.slice());
    else reader.skip(next.type);
  }
  return { correlation, outcome };
}

const later = (read: (bytes: Buffer) => AppendOutcome, bytes: Buffer) => () => read(bytes);

function readSuccess(bytes: Buffer): AppendOutcome {
  const reader = new WireReader(bytes);
  let revision = -1n;
  let position = 0n;
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) revision = reader.varint64();
    else if (next.field === 3) position = numberAt(reader.slice(), 1) ?? 0n;
    else reader.skip(next.type);
  }
  return { ok: true, revision, position };
}

/** google.rpc.Status, of which the details name the reason. */
function readFailure(bytes: Buffer): AppendOutcome {
  const details = bytesAt(bytes, 3);
  const name = details && bytesAt(details, 1)?.toString('utf8').split('.').at(-1);
  const value = (details && bytesAt(details, 2)) ?? Buffer.alloc(0);
  switch (name) {
    case 'WrongExpectedVersion':
      return { ok: false, reason: 'WRONG_REVISION', actual: numberAt(value, 1) ?? 'no-stream' };
    case 'StreamDeleted':
      return { ok: false, reason: 'STREAM_DELETED' };
    case 'MaximumAppendSizeExceeded':
      return { ok: false, reason: 'TOO_LARGE' };
    case 'Timeout':
      throw lost();
    case 'AccessDenied':
      throw accessDenied();
    default:
      throw otherFailure(Number(numberAt(bytes, 1) ?? 0n), bytesAt(bytes, 2)?.toString('utf8') ?? '');
  }
}

const otherFailure = (code: number, words: string): Error =>
  isTransient(code, words) ? lost(new Error(words)) : refused(code);

function bytesAt(message: Buffer, field: number): Buffer | undefined {
  const reader = new WireReader(message);
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === field && next.type === 2) return reader.slice();
    reader.skip(next.type);
  }
  return undefined;
}

function numberAt(message: Buffer, field: number): bigint | undefined {
  const reader = new WireReader(message);
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === field && next.type === 0) return reader.varint64();
    reader.skip(next.type);
  }
  return undefined;
}

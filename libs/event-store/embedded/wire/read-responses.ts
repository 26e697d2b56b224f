import type { LogRecord } from '../log/records.js';
import {
  markField,
  messageField,
  numberField,
  putVarint64,
  textField,
  varint64Size,
} from '../../wire/fields.js';
import { streamIdentifier } from '../../wire/stream-name.js';
import { BYTES, putVarint, VARINT, varintSize } from '../../wire/varint.js';

export const confirmation = (subscriptionId: string): Buffer => messageField(2, textField(1, subscriptionId));
export const checkpoint = (position: number): Buffer =>
  messageField(3, numberField(1, position), numberField(2, position));
export const streamNotFound = (stream: string): Buffer => messageField(4, streamIdentifier(1, stream));
export const caughtUp = (): Buffer => markField(8);
export const fellBehind = (): Buffer => markField(9);

/** Ids are sent as text, or as two signed halves to clients that ask for it. */
export type IdForm = 'text' | 'structured';

const tag = (field: number, type: number): number => (field << 3) | type;
const TICKS_PER_MS = 10_000;
const JSON_TYPE = 'application/json';
const BINARY_TYPE = 'application/octet-stream';

/**
 * ReadResp with one event, written in one pass into one buffer: this is what the server does most, and message objects
 * in between would cost more than all the rest of reading.
 */
export function eventFrame(record: LogRecord, idForm: IdForm = 'text'): Buffer {
  const id = idForm === 'text' ? textField(2, record.id) : messageField(1, ...structuredId(record.id));
  const name = streamIdentifier(2, record.stream);
  const entries = systemEntries(record);
  const revisionSize = varint64Size(record.revision);
  const positionSize = varintSize(record.position);
  const recordedSize =
    sized(id.length) +
    name.length +
    (1 + revisionSize) +
    2 * (1 + positionSize) +
    entries.length +
    sized(record.metadata.length) +
    sized(record.data.length);
  const readSize = sized(recordedSize) + 1 + positionSize;
  const frame = Buffer.allocUnsafe(sized(readSize));
  let at = putLength(frame, 0, 1, readSize);
  at = putLength(frame, at, 1, recordedSize);
  at = putBytes(frame, at, 1, id);
  at += name.copy(frame, at);
  frame[at++] = tag(3, VARINT);
  at = putVarint64(frame, at, record.revision);
  at = putNumber(frame, at, 4, record.position);
  at = putNumber(frame, at, 5, record.position);
  at += entries.copy(frame, at);
  at = putBytes(frame, at, 7, record.metadata);
  at = putBytes(frame, at, 8, record.data);
  putNumber(frame, at, 3, record.position);
  return frame;
}

const sized = (length: number): number => 1 + varintSize(length) + length;

function putLength(target: Buffer, offset: number, field: number, length: number): number {
  target[offset] = tag(field, BYTES);
  return putVarint(target, offset + 1, length);
}

function putBytes(target: Buffer, offset: number, field: number, bytes: Buffer): number {
  const at = putLength(target, offset, field, bytes.length);
  return at + bytes.copy(target, at);
}

function putNumber(target: Buffer, offset: number, field: number, value: number): number {
  target[offset] = tag(field, VARINT);
  return putVarint(target, offset + 1, value);
}

/** The metadata map: event type, content type and time of creation in ticks of 100 ns. */
function systemEntries(record: LogRecord): Buffer {
  return Buffer.concat([
    entry('type', record.type),
    entry('content-type', record.isJson ? JSON_TYPE : BINARY_TYPE),
    entry('created', String(record.createdMs * TICKS_PER_MS)),
  ]);
}

const entry = (key: string, value: string): Buffer => messageField(6, textField(1, key), textField(2, value));

function structuredId(id: string): Buffer[] {
  const hex = id.replaceAll('-', '');
  const half = (text: string): bigint => BigInt(`0x${text}`);
  return [numberField(1, half(hex.slice(0, 16))), numberField(2, half(hex.slice(16)))];
}

import { BYTES, putVarint, VARINT, varintSize } from './varint.js';

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);
const EMPTY = Buffer.alloc(0);

/** One field holding bytes, text or a message that is already encoded. Field numbers up to 15. */
export function bytesField(field: number, value: Buffer): Buffer {
  const target = Buffer.allocUnsafe(1 + varintSize(value.length) + value.length);
  target[0] = (field << 3) | BYTES;
  value.copy(target, putVarint(target, 1, value.length));
  return target;
}

export const messageField = (field: number, ...parts: readonly Buffer[]): Buffer =>
  bytesField(field, parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));

export const textField = (field: number, value: string): Buffer =>
  bytesField(field, Buffer.from(value, 'utf8'));

/** An empty message: how the protocol marks a choice without a value. */
export const markField = (field: number): Buffer => bytesField(field, EMPTY);

export function numberField(field: number, value: number | bigint): Buffer {
  const size = typeof value === 'bigint' ? varint64Size(value) : varintSize(value);
  const target = Buffer.allocUnsafe(1 + size);
  target[0] = (field << 3) | VARINT;
  if (typeof value === 'bigint') putVarint64(target, 1, value);
  else putVarint(target, 1, value);
  return target;
}

export function varint64Size(value: bigint): number {
  if (value <= MAX_EXACT) return varintSize(Number(value));
  let size = 1;
  for (let rest = value; rest >= 128n; rest >>= 7n) size += 1;
  return size;
}

export function putVarint64(target: Buffer, offset: number, value: bigint): number {
  if (value <= MAX_EXACT) return putVarint(target, offset, Number(value));
  let at = offset;
  let rest = value;
  while (rest >= 128n) {
    target[at++] = Number(rest & 127n) | 128;
    rest >>= 7n;
  }
  target[at++] = Number(rest);
  return at;
}

import { BYTES, putVarint, VARINT, varintSize } from './varint.js';

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);
const EMPTY = Buffer.alloc(0);

/** One field holding bytes, text or a message that is already encoded. Field numbers up to 15. */
export function bytesField(field: number, value: Buffer): Buffer {
  const target = fieldOf(field, value.length);
  value.copy(target, target.length - value.length);
  return target;
}

export function messageField(field: number, ...parts: readonly Buffer[]): Buffer {
  let size = 0;
  for (const part of parts) size += part.length;
  const target = fieldOf(field, size);
  let at = target.length - size;
  for (const part of parts) at += part.copy(target, at);
  return target;
}

export function textField(field: number, value: string): Buffer {
  const size = Buffer.byteLength(value);
  const target = fieldOf(field, size);
  target.write(value, target.length - size);
  return target;
}

/** Room for the content behind its head: contents are copied once for each message that they lie in, and no more. */
function fieldOf(field: number, size: number): Buffer {
  const target = Buffer.allocUnsafe(1 + varintSize(size) + size);
  target[0] = (field << 3) | BYTES;
  putVarint(target, 1, size);
  return target;
}

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

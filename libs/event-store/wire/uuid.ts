import { textField } from './fields.js';
import { WireReader } from './reader.js';

const TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID message holds text or two signed 64-bit halves. Undefined where it is neither. */
export function readUuid(bytes: Buffer): string | undefined {
  const reader = new WireReader(bytes);
  let text: string | undefined;
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) text = readStructured(reader.slice());
    else if (next.field === 2) text = reader.string().toLowerCase();
    else reader.skip(next.type);
  }
  return text !== undefined && TEXT.test(text) ? text : undefined;
}

function readStructured(bytes: Buffer): string {
  const halves = [0n, 0n];
  const reader = new WireReader(bytes);
  for (let next = reader.next(); next; next = reader.next()) halves[next.field - 1] = reader.varint64();
  const hex = halves.map((half) => half.toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const uuidText = (id: string): Buffer => textField(2, id);

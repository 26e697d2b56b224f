import { messageField, textField } from './fields.js';
import { WireReader } from './reader.js';

const STREAM_NAME = 3;

export function readStreamName(bytes: Buffer): string {
  const reader = new WireReader(bytes);
  let name = '';
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === STREAM_NAME) name = reader.string();
    else reader.skip(next.type);
  }
  return name;
}

export const streamIdentifier = (field: number, stream: string): Buffer =>
  messageField(field, textField(STREAM_NAME, stream));

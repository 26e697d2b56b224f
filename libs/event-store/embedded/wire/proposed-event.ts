import type { ProposedEvent } from '../log/records.js';
import { WireReader } from '../../wire/reader.js';
import { readUuid } from '../../wire/uuid.js';

const EMPTY = Buffer.alloc(0);

/** Undefined where the id is missing or no UUID. The payload is a view on the request's bytes. */
export function readProposedEvent(bytes: Buffer): ProposedEvent | undefined {
  const reader = new WireReader(bytes);
  let id: string | undefined;
  let data: Buffer = EMPTY;
  let metadata: Buffer = EMPTY;
  const system = { type: '', contentType: '' };
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) id = readUuid(reader.slice());
    else if (next.field === 2) readEntry(reader.slice(), system);
    else if (next.field === 3) metadata = reader.slice();
    else if (next.field === 4) data = reader.slice();
    else reader.skip(next.type);
  }
  if (id === undefined) return undefined;
  return { id, type: system.type, isJson: system.contentType === 'application/json', data, metadata };
}

function readEntry(bytes: Buffer, system: { type: string; contentType: string }): void {
  const reader = new WireReader(bytes);
  let key = '';
  let value = '';
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) key = reader.string();
    else if (next.field === 2) value = reader.string();
    else reader.skip(next.type);
  }
  if (key === 'type') system.type = value;
  else if (key === 'content-type') system.contentType = value;
}

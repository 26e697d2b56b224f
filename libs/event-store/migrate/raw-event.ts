import { WireReader } from '../wire/reader.js';
import { readStreamName } from '../wire/stream-name.js';
import { readUuid } from '../wire/uuid.js';

/** An event with its payload as the server keeps it: JSON is not parsed, so that it is copied byte for byte. */
export interface RawEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  /** When the server took it, in its own words. */
  readonly created: string;
  readonly isJson: boolean;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

const EMPTY: Buffer = Buffer.alloc(0);
const JSON_TYPE = 'application/json';

/** The event of one ReadResp message; undefined for every other kind of message. */
export function readRawFrame(frame: Buffer): RawEvent | undefined {
  const resolved = fieldOf(frame, 1);
  const recorded = resolved && fieldOf(resolved, 1);
  return recorded && readRecorded(recorded);
}

function fieldOf(message: Buffer, field: number): Buffer | undefined {
  const reader = new WireReader(message);
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === field) return reader.slice();
    reader.skip(next.type);
  }
  return undefined;
}

function readRecorded(bytes: Buffer): RawEvent {
  const reader = new WireReader(bytes);
  const system = new Map<string, string>();
  const found = { id: '', stream: '', revision: 0n, position: 0n, metadata: EMPTY, data: EMPTY };
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) found.id = readUuid(reader.slice()) ?? '';
    else if (next.field === 2) found.stream = readStreamName(reader.slice());
    else if (next.field === 3) found.revision = reader.varint64();
    else if (next.field === 5) found.position = reader.varint64();
    else if (next.field === 6) readEntry(reader.slice(), system);
    else if (next.field === 7) found.metadata = reader.slice();
    else if (next.field === 8) found.data = reader.slice();
    else reader.skip(next.type);
  }
  const [type = '', created = ''] = [system.get('type'), system.get('created')];
  return { ...found, type, created, isJson: system.get('content-type') === JSON_TYPE };
}

function readEntry(bytes: Buffer, entries: Map<string, string>): void {
  const reader = new WireReader(bytes);
  const pair = ['', ''];
  for (let next = reader.next(); next; next = reader.next()) pair[next.field - 1] = reader.string();
  entries.set(pair[0] ?? '', pair[1] ?? '');
}

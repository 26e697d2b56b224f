import type { EventMetadata, StoredEvent } from '../ports.js';
import type { Uuid } from '#platform';
import { markField, messageField, numberField, textField } from '../wire/fields.js';
import { WireReader } from '../wire/reader.js';
import { readStreamName, streamIdentifier } from '../wire/stream-name.js';
import { readUuid } from '../wire/uuid.js';

const UNLIMITED = numberField(5, Number.MAX_SAFE_INTEGER);
const ID_AS_TEXT = messageField(9, markField(2));
const NO_FILTER = markField(8);
/** Stream names that do not begin with `$`: the store keeps its own events in those that do. */
const NOT_SYSTEM = '^[^$]';
/** How many times 32 events may pass a filter unseen before the server says how far it is; nothing here listens. */
const CHECKPOINT_INTERVAL = 1_000;

const request = (...options: readonly Buffer[]): Buffer => messageField(1, ...options, ID_AS_TEXT);
const position = (at: bigint): Buffer => messageField(1, numberField(1, at), numberField(2, at));
const allFrom = (at: bigint | undefined): Buffer =>
  messageField(2, at === undefined ? markField(2) : position(at));

export const readStreamRequest = (stream: string, from: bigint): Buffer =>
  request(messageField(1, streamIdentifier(1, stream), numberField(2, from)), UNLIMITED, NO_FILTER);

/** The given position is included. */
export const readAllRequest = (from: bigint | undefined): Buffer =>
  request(allFrom(from), UNLIMITED, NO_FILTER);

/** The event at the given position, or the first behind it. */
export const readFirstRequest = (from: bigint): Buffer =>
  request(allFrom(from), numberField(5, 1), NO_FILTER);

export const readLastRequest = (): Buffer =>
  request(messageField(2, markField(3)), numberField(3, 1), numberField(5, 1), NO_FILTER);

/** The given position is not included. */
export function subscribeRequest(after: bigint | undefined, prefixes: readonly string[]): Buffer {
  const terms =
    prefixes.length > 0 ? prefixes.map((prefix) => textField(2, prefix)) : [textField(1, NOT_SYSTEM)];
  const filter = messageField(
    7,
    messageField(1, ...terms),
    markField(4),
    numberField(5, CHECKPOINT_INTERVAL),
  );
  return request(allFrom(after), markField(6), filter);
}

export type ReadMessage =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'caught-up' | 'fell-behind' | 'not-found' | 'other' };

const OTHER: ReadMessage = { kind: 'other' };
const MARKS = new Map<number, ReadMessage>([
  [4, { kind: 'not-found' }],
  [8, { kind: 'caught-up' }],
  [9, { kind: 'fell-behind' }],
]);

export function readReadMessage(bytes: Buffer): ReadMessage {
  const reader = new WireReader(bytes);
  const next = reader.next();
  if (next?.field !== 1) return (next && MARKS.get(next.field)) ?? OTHER;
  const resolved = new WireReader(reader.slice());
  for (let field = resolved.next(); field; field = resolved.next()) {
    if (field.field === 1) return { kind: 'event', event: readEvent(resolved.slice()) };
    resolved.skip(field.type);
  }
  return OTHER;
}

function readEvent(bytes: Buffer): StoredEvent {
  const reader = new WireReader(bytes);
  const found = {
    id: '',
    stream: '',
    revision: 0n,
    position: 0n,
    system: new Map<string, string>(),
    metadata: undefined as Buffer | undefined,
    data: Buffer.alloc(0) as Buffer,
  };
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) found.id = readUuid(reader.slice()) ?? '';
    else if (next.field === 2) found.stream = readStreamName(reader.slice());
    else if (next.field === 3) found.revision = reader.varint64();
    else if (next.field === 5) found.position = reader.varint64();
    else if (next.field === 6) readEntry(reader.slice(), found.system);
    else if (next.field === 7) found.metadata = reader.slice();
    else if (next.field === 8) found.data = reader.slice();
    else reader.skip(next.type);
  }
  const { system, data, id, stream, revision, position: at } = found;
  return {
    id: id as Uuid,
    stream,
    revision,
    position: at,
    type: system.get('type') ?? '',
    data: system.get('content-type') === 'application/json' ? parse(data) : data,
    metadata: metadataOf(found.metadata),
    createdAt: new Date(Math.floor(Number(system.get('created') ?? 0) / TICKS_PER_MS)),
  };
}

const TICKS_PER_MS = 10_000;

function readEntry(bytes: Buffer, entries: Map<string, string>): void {
  const reader = new WireReader(bytes);
  let key = '';
  let value = '';
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) key = reader.string();
    else if (next.field === 2) value = reader.string();
    else reader.skip(next.type);
  }
  entries.set(key, value);
}

/** What others wrote into the store need not be what it says it is; that must not stop the reader. */
function parse(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8')) as unknown;
  } catch {
    return data;
  }
}

function metadataOf(bytes: Buffer | undefined): EventMetadata {
  const value = bytes && bytes.length > 0 ? parse(bytes) : undefined;
  return typeof value === 'object' && value !== null && 'schemaVersion' in value
    ? (value as EventMetadata)
    : { schemaVersion: 1 };
}

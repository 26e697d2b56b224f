import type { ProposedEvent } from '../log/records.js';
import { readAppendOptions, type AppendOptions } from './append-options.js';
import { readProposedEvent } from './proposed-event.js';
import { WireReader } from '../../wire/reader.js';

/** Part of an append; the parts of one append share their correlation id, which is echoed as it came. */
export interface BatchAppendPart {
  readonly correlation: Buffer;
  readonly options: AppendOptions | undefined;
  readonly events: readonly (ProposedEvent | undefined)[];
  readonly isFinal: boolean;
}

export function readBatchAppend(bytes: Buffer): BatchAppendPart {
  const reader = new WireReader(bytes);
  const part = {
    correlation: Buffer.alloc(0) as Buffer,
    options: undefined as AppendOptions | undefined,
    events: [] as (ProposedEvent | undefined)[],
    isFinal: false,
  };
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) part.correlation = reader.slice();
    else if (next.field === 2) part.options = readAppendOptions(reader.slice());
    else if (next.field === 3) part.events.push(readProposedEvent(reader.slice()));
    else if (next.field === 4) part.isFinal = reader.varint() === 1;
    else reader.skip(next.type);
  }
  return part;
}

/** Append sends its options first, then one message an event. */
export interface AppendPart {
  readonly options?: AppendOptions;
  readonly event?: ProposedEvent | undefined;
  readonly hasEvent: boolean;
}

export function readAppend(bytes: Buffer): AppendPart {
  const reader = new WireReader(bytes);
  for (let next = reader.next(); next; next = reader.next()) {
    if (next.field === 1) return { options: readAppendOptions(reader.slice()), hasEvent: false };
    if (next.field === 2) return { event: readProposedEvent(reader.slice()), hasEvent: true };
    reader.skip(next.type);
  }
  return { hasEvent: false };
}

/** DeleteReq and TombstoneReq hold nothing but options. */
export function readDelete(bytes: Buffer): AppendOptions {
  return readAppend(bytes).options ?? { stream: '', expected: 'any', deadlineMs: Infinity };
}

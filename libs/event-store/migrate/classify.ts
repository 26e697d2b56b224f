import type { RawEvent } from './raw-event.js';

/**
 * `event` is copied with its revision. `metadata` belongs to a stream that is copied: only the last one counts.
 * `tombstone` bars its stream for good. `server` is the server's own business and stays behind.
 */
export type EventClass = 'event' | 'metadata' | 'tombstone' | 'server';

const TOMBSTONE = '$streamDeleted';
const METASTREAM = '$$';

export function classify({ stream, type }: Pick<RawEvent, 'stream' | 'type'>): EventClass {
  if (stream.startsWith(METASTREAM)) return ownerOf(stream).startsWith('$') ? 'server' : 'metadata';
  if (stream.startsWith('$')) return 'server';
  return type === TOMBSTONE ? 'tombstone' : 'event';
}

export const metastreamOf = (stream: string): string => `${METASTREAM}${stream}`;

/** The stream that an entry is about: the stream itself, or the one that a metadata stream describes. */
export const ownerOf = (stream: string): string =>
  stream.startsWith(METASTREAM) ? stream.slice(METASTREAM.length) : stream;

/** First part of a stream's name: streams of one kind hold the same sort of thing. */
export const kindOf = (stream: string): string =>
  stream.startsWith(METASTREAM) ? 'stream metadata' : (stream.split('-', 1)[0] ?? stream);

import { createHash } from 'node:crypto';
import { classify, metastreamOf, ownerOf } from './classify.js';
import type { RawEvent } from './raw-event.js';

export interface LedgerEntry {
  readonly count: number;
  /** SHA-256 chained over the events of the stream in order of revision. */
  readonly digest: Buffer;
}

const START = Buffer.alloc(32);
const TOMBSTONE = 'tombstone';

/** What a server holds, stream by stream: takes `$all` in order and keeps 32 bytes and a count for each stream. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #tombstoned = new Set<string>();

  add(event: RawEvent): void {
    switch (classify(event)) {
      case 'server':
        return;
      case 'metadata':
        // The last one alone counts, and the server may have written it itself: its content, not its id or revision.
        this.#entries.set(event.stream, { count: 1, digest: contentDigest(START, event) });
        return;
      case 'tombstone':
        this.#tombstoned.add(event.stream);
        return this.#chain(event.stream, (before) => createHash('sha256').update(before).update(TOMBSTONE));
      case 'event':
        return this.#chain(event.stream, (before) => eventHash(before, event));
    }
  }

  #chain(stream: string, hashFrom: (before: Buffer) => ReturnType<typeof createHash>): void {
    const { count, digest } = this.#entries.get(stream) ?? { count: 0, digest: START };
    this.#entries.set(stream, { count: count + 1, digest: hashFrom(digest).digest() });
  }

  /** Nothing reads the metadata of a tombstoned stream, so it is neither copied nor compared. */
  entry(stream: string): LedgerEntry | undefined {
    return stream.startsWith('$$') && this.#tombstoned.has(ownerOf(stream))
      ? undefined
      : this.#entries.get(stream);
  }

  /** Names of streams and metadata streams, in an order that does not depend on positions. */
  names(): readonly string[] {
    return [...this.#entries.keys()].filter((stream) => this.entry(stream)).sort();
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** True where the ledger has anything of the stream that the name is about. */
  concerns(name: string): boolean {
    return this.#entries.has(ownerOf(name)) || this.#entries.has(metastreamOf(ownerOf(name)));
  }
}

function eventHash(before: Buffer, event: RawEvent) {
  return createHash('sha256')
    .update(before)
    .update(numberBytes(event.revision))
    .update(event.id)
    .update(contentDigest(START, event));
}

function contentDigest(before: Buffer, { type, isJson, metadata, data }: RawEvent): Buffer {
  const hash = createHash('sha256')
    .update(before)
    .update(isJson ? 'json' : 'data');
  for (const field of [Buffer.from(type, 'utf8'), metadata, data])
    hash.update(numberBytes(BigInt(field.length))).update(field);
  return hash.digest();
}

/** Chains one event to the digest of all before it, in the order of the source. */
export function runningDigest(before: string, event: RawEvent): string {
  const hash = eventHash(Buffer.from(before, 'hex'), event).update(event.stream);
  return hash.digest('hex');
}

export const NO_DIGEST = START.toString('hex');

export function numberBytes(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

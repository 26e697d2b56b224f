import type { StreamState } from './decide-write.js';
import { metadataOf } from './stream-metadata.js';

/** The end of one stream as the writer sees it, commits in flight included. */
export interface Head {
  /** Row of `streams`; undefined until the first event gives it one. */
  streamId: number | undefined;
  revision: bigint;
  tombstoned: boolean;
  /** Data of the last event of the stream's metadata stream. */
  metadata: Buffer | undefined;
}

export const stateOf = (stream: string, head: Head): StreamState => ({
  revision: head.revision,
  tombstoned: head.tombstoned,
  softDeleted: metadataOf(stream, head.metadata).softDeleted,
  hasMetadata: head.metadata !== undefined,
});

/** Keeps the heads used last. Cleared whenever a commit fails, since its heads ran ahead of the database. */
export class HeadCache {
  readonly #heads = new Map<string, Head>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.#heads.size;
  }

  has(stream: string): boolean {
    return this.#heads.has(stream);
  }

  find(stream: string): Head | undefined {
    const head = this.#heads.get(stream);
    if (!head) return undefined;
    this.#heads.delete(stream);
    this.#heads.set(stream, head);
    return head;
  }

  set(stream: string, head: Head): void {
    this.#heads.set(stream, head);
  }

  /** Called between groups, never within one: a head in use must not be read again from before its commit. */
  trim(): void {
    for (const stream of this.#heads.keys()) {
      if (this.#heads.size <= this.capacity) return;
      this.#heads.delete(stream);
    }
  }

  clear(): void {
    this.#heads.clear();
  }
}

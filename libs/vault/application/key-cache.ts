export interface KeyCacheOptions {
  /** Most keys held in memory; the least recently used goes first. */
  readonly size: number;
  /** Milliseconds after which a key is read again, so that another process's destruction takes hold here. */
  readonly maxAgeMs: number;
  /** Milliseconds. */
  readonly clock: () => number;
}

interface Entry {
  readonly key: Buffer;
  readonly until: number;
}

/** Unwrapped data keys, in memory only. */
export class KeyCache {
  private readonly entries = new Map<string, Entry>();
  private readonly barred = new Set<string>();

  constructor(private readonly options: KeyCacheOptions) {}

  get(id: string): Buffer | undefined {
    const entry = this.entries.get(id);
    if (!entry) return undefined;
    this.entries.delete(id);
    if (entry.until <= this.options.clock()) return undefined;
    this.entries.set(id, entry);
    return entry.key;
  }

  /** `readAt` is when the key table was asked, not when it answered: the bound counts from there. */
  put(id: string, key: Buffer, readAt: number): void {
    if (this.barred.has(id)) return;
    this.entries.delete(id);
    this.entries.set(id, { key, until: readAt + this.options.maxAgeMs });
    const oldest = this.entries.size > this.options.size ? this.entries.keys().next().value : undefined;
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  /** For good: a read already under way when the key is destroyed must not bring it back. */
  bar(id: string): void {
    this.barred.add(id);
    this.entries.delete(id);
  }
}

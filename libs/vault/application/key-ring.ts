import { randomBytes } from 'node:crypto';
import { defect, ThroughlineError, unavailable } from '#platform';
import { decrypt, encrypt } from './cipher.js';
import { KEY_BYTES } from './derived-keys.js';
import type { KeyName } from '../domain/key-id.js';
import { ERASED } from '../ports.js';
import type { KeyCache } from './key-cache.js';
import type { KeyStore, StoredKey } from './key-store.js';

const ATTEMPTS = 3;

/** Data keys by name: made where wanted, unwrapped, kept for a short while. */
export class KeyRing {
  constructor(
    private readonly table: KeyStore,
    private readonly cache: KeyCache,
    private readonly wrapping: Buffer,
    private readonly clock: () => number,
  ) {}

  /** A key for every name. Throws `VAULT.ERASED_RECORD`, naming the keys, where one has been destroyed. */
  async forSealing(names: ReadonlyMap<string, KeyName>): Promise<ReadonlyMap<string, Buffer>> {
    const found = this.cached(names.keys());
    for (let attempt = 0; attempt < ATTEMPTS && found.size < names.size; attempt += 1) {
      const missing = [...names.values()].filter((name) => !found.has(name.id));
      const readAt = this.clock();
      const stored = await this.table.ensure(missing.map((name) => this.newKey(name)));
      refuseErased(stored);
      for (const [id, key] of this.unwrapAll(stored, readAt)) if (key !== ERASED) found.set(id, key);
    }
    if (found.size < names.size) throw unavailable('VAULT.UNAVAILABLE', 'Keys could not be made; try again.');
    return found;
  }

  /** A key or `ERASED` for every id. Throws `VAULT.KEY_MISSING` on a name that never had a key. */
  async forOpening(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Buffer | typeof ERASED>> {
    const found = new Map<string, Buffer | typeof ERASED>(this.cached(ids));
    const missing = [...ids].filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    const readAt = this.clock();
    const stored = await this.table.find(missing);
    for (const [id, key] of this.unwrapAll(stored, readAt)) found.set(id, key);
    if (found.size < ids.size)
      throw defect('VAULT.KEY_MISSING', 'A sealed value names a key that this vault never had.');
    return found;
  }

  /** Those whose key has been destroyed; not one that never had a key, which only opening it tells. */
  async erasedAmong(ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const held = this.cached(ids);
    const asked = [...ids].filter((id) => !held.has(id));
    if (asked.length === 0) return new Set();
    const readAt = this.clock();
    const found = this.unwrapAll(await this.table.find(asked), readAt);
    return new Set(found.flatMap(([id, key]) => (key === ERASED ? [id] : [])));
  }

  async destroy(record: string, names: readonly KeyName[]): Promise<number> {
    for (const name of names) this.cache.bar(name.id);
    return this.table.destroy(record, names);
  }

  private cached(ids: Iterable<string>): Map<string, Buffer> {
    const found = new Map<string, Buffer>();
    for (const id of ids) {
      const key = this.cache.get(id);
      if (key) found.set(id, key);
    }
    return found;
  }

  private newKey(name: KeyName) {
    return { ...name, wrapped: encrypt(this.wrapping, randomBytes(KEY_BYTES), name.id) };
  }

  private unwrapAll(stored: readonly StoredKey[], readAt: number): [string, Buffer | typeof ERASED][] {
    return stored.map(({ id, wrapped }) => {
      if (wrapped === null) return [id, ERASED];
      const key = this.unwrap(id, wrapped);
      this.cache.put(id, key, readAt);
      return [id, key];
    });
  }

  private unwrap(id: string, wrapped: Buffer): Buffer {
    try {
      return decrypt(this.wrapping, wrapped, id);
    } catch {
      throw defect(
        'VAULT.WRONG_KEY',
        'A data key does not open under this key-encryption key; check that the key file belongs to this database.',
      );
    }
  }
}

function refuseErased(stored: readonly StoredKey[]): void {
  const erased = stored.filter((key) => key.wrapped === null).map((key) => key.id);
  if (erased.length === 0) return;
  throw new ThroughlineError(
    'rejected',
    'VAULT.ERASED_RECORD',
    'The record has been erased, so nothing more is sealed for it.',
    { keys: erased.join(',') },
  );
}

import type pg from 'pg';
import { invalid, type RecordId } from '#platform';
import { KeyTable } from './adapters/postgres/key-table.js';
import { decrypt, encrypt } from './application/cipher.js';
import { deriveKeys, keyedDigest } from './application/derived-keys.js';
import { keyName, parseKeyId } from './domain/key-id.js';
import {
  ERASED,
  type OpenRequest,
  type RecordClass,
  type Sealed,
  type SealRequest,
  type Vault,
} from './ports.js';
import { KeyCache } from './application/key-cache.js';
import { KeyRing } from './application/key-ring.js';

const CLASSES: readonly RecordClass[] = ['P', 'H', 'S', 'C', 'R'];

export interface VaultOptions {
  readonly pool: pg.Pool;
  /** 32 bytes. */
  readonly keyEncryptionKey: Buffer;
  /** Most data keys held in memory. Default 20,000. */
  readonly cacheSize?: number;
  /**
   * How long (ms) another process may go on using a key that was destroyed elsewhere. Default 10,000. The process that
   * destroys it stops at once.
   */
  readonly maxAgeMs?: number;
  /** Milliseconds of a clock that nobody sets (ADR 0025); the machine's steady one where absent. */
  readonly clock?: () => number;
}

/** Needs schema `vault` (`migrateVault`). Throws `VAULT.KEY_SIZE` on a key of the wrong size. */
export function createVault(options: VaultOptions): Vault {
  const { wrapping, digesting } = deriveKeys(options.keyEncryptionKey);
  const clock = options.clock ?? (() => performance.now());
  const cache = new KeyCache({
    size: options.cacheSize ?? 20_000,
    maxAgeMs: options.maxAgeMs ?? 10_000,
    clock,
  });
  const ring = new KeyRing(new KeyTable(options.pool), cache, wrapping, clock);
  return {
    seal: (requests) => sealAll(ring, requests),
    open: (requests) => openAll(ring, requests),
    areErased: (sealed) => areErased(ring, sealed),
    digest: (...parts) => keyedDigest(digesting, parts),
    destroy: (record, recordClass) => destroyKeys(ring, record, recordClass),
  };
}

async function sealAll(ring: KeyRing, requests: readonly SealRequest[]): Promise<readonly Sealed[]> {
  const named = requests.map((request) => ({ request, name: keyName(request.record, request.recordClass) }));
  const keys = await ring.forSealing(new Map(named.map(({ name }) => [name.id, name])));
  return named.map(({ request, name }) => {
    const plain = Buffer.from(textOf(request.value), 'utf8');
    return { k: name.id, c: encrypt(getKey(keys, name.id), plain, request.context).toString('base64') };
  });
}

async function openAll(ring: KeyRing, requests: readonly OpenRequest[]): Promise<readonly unknown[]> {
  const ids = new Set(requests.map(({ sealed }) => parseKeyId(sealed.k).id));
  const keys = await ring.forOpening(ids);
  return requests.map(({ sealed, context }) => {
    const key = getKey(keys, sealed.k);
    if (key === ERASED) return ERASED;
    return JSON.parse(decrypt(key, Buffer.from(sealed.c, 'base64'), context).toString('utf8')) as unknown;
  });
}

async function areErased(ring: KeyRing, sealed: readonly Pick<Sealed, 'k'>[]): Promise<readonly boolean[]> {
  const erased = await ring.erasedAmong(new Set(sealed.map(({ k }) => parseKeyId(k).id)));
  return sealed.map(({ k }) => erased.has(k));
}

function destroyKeys(ring: KeyRing, record: RecordId, recordClass?: RecordClass): Promise<number> {
  const classes = recordClass ? [recordClass] : CLASSES;
  return ring.destroy(
    record,
    classes.map((each) => keyName(record, each)),
  );
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw invalid('VAULT.NOT_JSON', 'Only a value that JSON can carry can be sealed.');
  return text;
}

function getKey<Key>(keys: ReadonlyMap<string, Key>, id: string): Key {
  const key = keys.get(id);
  if (key === undefined)
    throw invalid('VAULT.KEY_MISSING', 'A sealed value names a key that this vault never had.');
  return key;
}

import type { RecordId } from '#platform';
import { KeyTable } from './adapters/postgres/key-table.js';
import { deriveKeys } from './application/derived-keys.js';
import { KeyCache } from './application/key-cache.js';
import { KeyRing } from './application/key-ring.js';
import type { VaultOptions } from './create-vault.js';
import { keyName } from './domain/key-id.js';

/** The record of nobody. Its key is made first of all, so that a database tells its key-encryption key from others. */
const NOBODY = keyName('00000000-0000-0000-0000-000000000000' as RecordId, 'P');

/**
 * To be asked before anything is sealed or digested: under another key-encryption key nobody would be known again, and
 * nothing of it would be noticed until something sealed earlier is opened. Throws `VAULT.WRONG_KEY`.
 */
export async function confirmKey({
  pool,
  keyEncryptionKey,
}: Pick<VaultOptions, 'pool' | 'keyEncryptionKey'>): Promise<void> {
  const table = new KeyTable(pool);
  const clock = () => performance.now();
  const cache = new KeyCache({ size: 1, maxAgeMs: 0, clock });
  const ring = new KeyRing(table, cache, deriveKeys(keyEncryptionKey).wrapping, clock);
  const known = await table.findAny();
  if (known === undefined) await ring.forSealing(new Map([[NOBODY.id, NOBODY]]));
  else await ring.forOpening(new Set([known]));
}

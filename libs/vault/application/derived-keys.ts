import { createHmac, hkdfSync } from 'node:crypto';
import { invalid } from '#platform';

export const KEY_BYTES = 32;

/** Separate keys for separate uses, all from the key-encryption key (HKDF-SHA-256). */
export interface DerivedKeys {
  readonly wrapping: Buffer;
  readonly digesting: Buffer;
}

/** Throws `VAULT.KEY_SIZE` unless the key-encryption key has 32 bytes. */
export function deriveKeys(keyEncryptionKey: Buffer): DerivedKeys {
  if (keyEncryptionKey.length !== KEY_BYTES)
    throw invalid('VAULT.KEY_SIZE', 'The key-encryption key must be exactly 32 bytes.');
  return {
    wrapping: derive(keyEncryptionKey, 'throughline/vault/wrap/1'),
    digesting: derive(keyEncryptionKey, 'throughline/vault/digest/1'),
  };
}

/** HMAC-SHA-256, hex. Each part goes in behind its length, so that no two lists of parts read the same. */
export function keyedDigest(key: Buffer, parts: readonly string[]): string {
  const mac = createHmac('sha256', key);
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes);
  }
  return mac.digest('hex');
}

const derive = (key: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, KEY_BYTES));

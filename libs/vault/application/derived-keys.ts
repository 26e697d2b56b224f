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
export const keyedDigest = (key: Buffer, parts: readonly string[]): string =>
  createHmac('sha256', key).update(framed(parts)).digest('hex');

const LENGTH = 4;

/** In one piece: every call into the cipher library costs as much as the digest of a name. */
function framed(parts: readonly string[]): Buffer {
  const size = parts.reduce((sum, part) => sum + LENGTH + Buffer.byteLength(part), 0);
  const framed = Buffer.allocUnsafe(size);
  let at = 0;
  for (const part of parts) {
    const length = framed.write(part, at + LENGTH);
    framed.writeUInt32BE(length, at);
    at += LENGTH + length;
  }
  return framed;
}

const derive = (key: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, KEY_BYTES));

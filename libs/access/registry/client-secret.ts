import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const KEY_BYTES = 32;

/** `scrypt$<salt hex>$<hash hex>` with Node's default cost (N 16,384, r 8, p 1). */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('hex')}$${(await derive(secret, salt, KEY_BYTES)).toString('hex')}`;
}

export type SecretVerifier = (secretHash: string | undefined, secret: string) => Promise<boolean>;

/**
 * Checks secrets in constant time; an unknown client (no hash) costs as much as a known one. A secret that was right
 * once is remembered as a digest under a key of this process, so that the next token costs no second scrypt.
 */
export function createSecretVerifier(): SecretVerifier {
  const processKey = randomBytes(32);
  const remembered = new Map<string, Buffer>();
  const nobody = `scrypt$${randomBytes(16).toString('hex')}$${randomBytes(KEY_BYTES).toString('hex')}`;
  return async (secretHash, secret) => {
    const digest = createHmac('sha256', processKey).update(secret).digest();
    const known = secretHash === undefined ? undefined : remembered.get(secretHash);
    if (known && timingSafeEqual(known, digest)) return true;
    const right = await matches(secretHash ?? nobody, secret);
    if (right && secretHash !== undefined) remembered.set(secretHash, digest);
    return right && secretHash !== undefined;
  };
}

async function matches(secretHash: string, secret: string): Promise<boolean> {
  const [, salt = '', hash = ''] = secretHash.split('$');
  const expected = Buffer.from(hash, 'hex');
  const actual = await derive(secret, Buffer.from(salt, 'hex'), expected.length);
  return expected.length > 0 && timingSafeEqual(expected, actual);
}

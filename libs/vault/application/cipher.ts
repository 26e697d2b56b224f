import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { defect } from '#platform';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: 12-byte random nonce, ciphertext, 16-byte tag. `context` is authenticated, not encrypted. */
export function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws `VAULT.TAMPERED` where the bytes, the context or the key are not those of the sealing. */
export function decrypt(key: Buffer, envelope: Buffer, context: string): Buffer {
  if (envelope.length < NONCE + TAG) throw tampered();
  const decipher = createDecipheriv(ALGORITHM, key, envelope.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(envelope.subarray(envelope.length - TAG));
  try {
    return Buffer.concat([
      decipher.update(envelope.subarray(NONCE, envelope.length - TAG)),
      decipher.final(),
    ]);
  } catch {
    throw tampered();
  }
}

const tampered = () =>
  defect('VAULT.TAMPERED', 'A sealed value is not what was sealed, or was moved from where it belongs.');

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer<Value> {
  seal(value: Value): string;
  /** Throws where it was not sealed here for this use. */
  open(sealed: string): Value;
}

/** AES-256-GCM under a key of its own for each use. */
export function createSealer<Value>(secret: string, use: string): Sealer<Value> {
  const key = Buffer.from(hkdfSync('sha256', secret, '', use, 32));
  return {
    seal(value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
      decipher.setAuthTag(bytes.subarray(12, 28));
      const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return JSON.parse(body.toString('utf8')) as Value;
    },
  };
}

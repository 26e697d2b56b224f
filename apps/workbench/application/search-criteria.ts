import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What was looked for. */
export interface SearchCriteria {
  readonly identifier?: string | undefined;
  readonly given?: string | undefined;
  readonly family?: string | undefined;
  /** ISO date. */
  readonly dateOfBirth?: string | undefined;
  readonly postcode?: string | undefined;
}

export interface CriteriaKeeper {
  seal(criteria: SearchCriteria): string;
  open(sealed: string): SearchCriteria;
}

/** Searches name people and sessions lie in a table, so what is kept there is encrypted (AES-256-GCM). */
export function createCriteriaKeeper(sessionSecret: string): CriteriaKeeper {
  const key = Buffer.from(hkdfSync('sha256', sessionSecret, '', 'throughline.searches', 32));
  return {
    seal(criteria) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(JSON.stringify(criteria), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return JSON.parse(body.toString('utf8')) as SearchCriteria;
    },
  };
}

import type { RecordId } from '#platform';

/** Sensitivity class of a sealed field set (`domain`: personal, health, safeguarding, criminal, restricted). */
export type RecordClass = 'P' | 'H' | 'S' | 'C' | 'R';

/** AES-256-GCM envelope. `k` names the data key, `<record>/<class>`; the additional data is the event or item id. */
export interface Sealed {
  readonly k: string;
  /** base64: 12-byte nonce, ciphertext, 16-byte tag. */
  readonly c: string;
}

export interface SealRequest {
  readonly record: RecordId;
  readonly recordClass: RecordClass;
  /** Bound to the ciphertext; opening with another fails. */
  readonly context: string;
  readonly value: unknown;
}

export interface OpenRequest {
  readonly sealed: Sealed;
  readonly context: string;
}

export const ERASED = Symbol('erased');

export interface Vault {
  /** Makes missing keys in one statement for the whole batch. */
  seal(requests: readonly SealRequest[]): Promise<readonly Sealed[]>;
  /** The plain values; `ERASED` where the key has been destroyed. Throws `VAULT.TAMPERED` where the tag fails. */
  open(requests: readonly OpenRequest[]): Promise<readonly unknown[]>;
  /** Which of these have lost their key, in order; nothing is opened. */
  areErased(sealed: readonly Pick<Sealed, 'k'>[]): Promise<readonly boolean[]>;
  /** Keyed digest (HMAC-SHA-256 under a key of the vault), hex; for matching without showing. */
  digest(...parts: readonly string[]): string;
  /** Destroys every key of the record, or of one class of it. */
  destroy(record: RecordId, recordClass?: RecordClass): Promise<number>;
}

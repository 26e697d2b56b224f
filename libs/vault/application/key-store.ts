import type { KeyName } from '../domain/key-id.js';

export interface StoredKey {
  readonly id: string;
  /** Null once destroyed. */
  readonly wrapped: Buffer | null;
}

export interface NewKey extends KeyName {
  readonly wrapped: Buffer;
}

/** Where wrapped keys are kept. Every call throws `VAULT.UNAVAILABLE` where the place does not answer. */
export interface KeyStore {
  /**
   * Makes the missing and answers what stands, in one statement for the batch. A key that another vault made at this
   * very moment may be missing from the answer; a second call then finds it.
   */
  ensure(keys: readonly NewKey[]): Promise<readonly StoredKey[]>;
  find(ids: readonly string[]): Promise<readonly StoredKey[]>;
  /** Leaves tombstones, also where there was no key yet. Answers how many keys there were. */
  destroy(record: string, keys: readonly KeyName[]): Promise<number>;
}

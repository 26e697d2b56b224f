import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { invalid } from '#platform';
import { KEY_BYTES } from '../../application/derived-keys.js';

/** Where the key-encryption key comes from. A key management service is another adapter. */
export interface KeyService {
  /** 32 bytes. */
  keyEncryptionKey(): Promise<Buffer>;
}

export const fileKeyService = (path: string): KeyService => ({
  keyEncryptionKey: async () => loadKeyFile(path),
});

/**
 * The key in the file, made with mode 0600 where there is none. Throws `VAULT.KEY_FILE_MODE` where others may read
 * it and `VAULT.KEY_SIZE` where it does not hold exactly 32 bytes.
 */
export function loadKeyFile(path: string): Buffer {
  if (!exists(path)) makeKeyFile(path);
  refuseLooseMode(path);
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES)
    throw invalid(
      'VAULT.KEY_SIZE',
      `The key file ${path} must hold exactly 32 bytes; restore it from its backup.`,
    );
  return key;
}

/** Written aside and linked into place, so that a crash or a second process never leaves or sees half a key. */
function makeKeyFile(path: string): void {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = openSync(aside, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    writeSync(file, randomBytes(KEY_BYTES));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!exists(path)) throw error;
  } finally {
    unlinkSync(aside);
  }
}

function refuseLooseMode(path: string): void {
  const mode = statSync(path).mode & 0o777;
  // Windows has no such modes and reports the same for every file.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw invalid('VAULT.KEY_FILE_MODE', `Others may read the key file ${path}; run: chmod 600 ${path}`);
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

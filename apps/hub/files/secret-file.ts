import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** 32 random bytes, hex, made once and kept for this account's eyes only, so that a restart changes nothing. */
export async function secretFile(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

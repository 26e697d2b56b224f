import { access, chmod, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unavailable } from '#platform';
import type { Settings } from '#platform/config';

/** Where the hub keeps what on disk. */
export interface DataFolder {
  readonly postgres: string;
  readonly demo: string;
  readonly run: string;
}

/** Makes the folders. Throws `HUB.FOLDER` with one sentence. */
export async function openDataFolder({
  dataDir: folder,
  keysDir,
}: Pick<Settings, 'dataDir' | 'keysDir'>): Promise<DataFolder> {
  const inside = (name: string) => join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    for (const each of [keysDir, inside('demo'), inside('run')]) await makePrivate(each);
  } catch (error) {
    const full = (error as { code?: string }).code === 'ENOSPC';
    const sentence = full ? 'is on a full disk' : 'cannot be written to: choose another with --data';
    throw unavailable('HUB.FOLDER', `The data folder ${folder} ${sentence}`, error);
  }
  return { postgres: inside('postgres'), demo: inside('demo'), run: inside('run') };
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

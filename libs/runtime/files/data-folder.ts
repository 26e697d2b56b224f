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

/** Of a PostgreSQL that a hub of this data folder keeps. */
export const postgresFolderOf = (dataDir: string): string => join(dataDir, 'postgres');

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
    throw folderFault(folder, error);
  }
  return { postgres: postgresFolderOf(folder), demo: inside('demo'), run: inside('run') };
}

/** `HUB.FOLDER`, with a sentence on what to do. */
export function folderFault(folder: string, error: unknown): Error {
  const full = (error as { code?: string }).code === 'ENOSPC';
  const sentence = full
    ? `The disk that holds ${folder} is full: free 200 MB or choose another with --data`
    : `The data folder ${folder} cannot be written to: choose another with --data`;
  return unavailable('HUB.FOLDER', sentence, error);
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

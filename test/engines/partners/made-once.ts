import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath } from '#platform';

/** A folder filled once for each content of the files that it is made from, and kept between runs. */
export async function madeOnce(
  name: string,
  files: readonly string[],
  make: (folder: string) => Promise<void>,
  cache = projectPath('node_modules', '.cache', 'throughline'),
): Promise<string> {
  const digest = files.reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'));
  const folder = join(cache, `${name}-${digest.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await make(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

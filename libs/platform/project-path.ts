import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file under the project root; assets are read from their source, built or not. */
export function projectPath(...segments: readonly string[]): string {
  return join(root, ...segments);
}

const root = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && isThroughline(manifest)) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The project root (package.json named throughline) was not found');
  return findRoot(parent);
}

function isThroughline(manifest: string): boolean {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'throughline';
}

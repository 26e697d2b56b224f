import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { unavailable } from '../errors/errors.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

const run = promisify(execFile);

interface Making {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly user: string;
  readonly password: string;
}

/**
 * Makes the cluster where there is none. It is built beside its place and moved there when complete, so that a start
 * that was cut short leaves nothing half made. Throws `POSTGRES.INITIALISE`.
 */
export async function initialiseCluster(cluster: string, making: Making): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const unfinished = `${cluster}.new`;
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    if (making.account) await chown(unfinished, making.account.uid, making.account.gid);
    await runInitdb(unfinished, making);
    await rename(unfinished, cluster);
  } catch (error) {
    throw unavailable('POSTGRES.INITIALISE', sentence(error, cluster), error);
  }
}

async function runInitdb(folder: string, { binaries, account, user, password }: Making): Promise<void> {
  const passwordFile = join(tmpdir(), `throughline-${randomUUID()}`);
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) await chown(passwordFile, account.uid, account.gid);
    await run(binaries.initdb, flags(folder, user, passwordFile), { ...account, cwd: folder });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

const flags = (folder: string, user: string, passwordFile: string): string[] => [
  `--pgdata=${folder}`,
  `--username=${user}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

function sentence(error: unknown, cluster: string): string {
  const { stderr } = error as { stderr?: string };
  if (stderr?.includes('No space left')) return `The disk that holds ${cluster} is full`;
  if (stderr?.includes('Permission denied')) return `PostgreSQL may not use the folder ${cluster}`;
  return `PostgreSQL could not make its files in ${cluster}`;
}

import { constants } from 'node:fs';
import { access, chmod, mkdir, readFile, stat, statfs, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { unavailable } from '../errors/errors.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

/** A new cluster takes about 60 MB, its write-ahead log more; below this it is not started. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024;

export interface ServerFolder {
  /** PostgreSQL's data directory, owned by its account; missing before the first start. */
  readonly cluster: string;
  readonly log: string;
  readonly passwordFile: string;
}

/**
 * Makes the folder and sees that PostgreSQL will be able to use it. Throws `POSTGRES.FOLDER` with one sentence that
 * says what to change.
 */
export async function prepareFolder(
  folder: string,
  account: Account | undefined,
  binaries: Binaries,
): Promise<ServerFolder> {
  const cluster = join(folder, 'cluster');
  await makeFolder(folder, account);
  await refuseFullDisk(folder);
  if (account) await refuseClosedFolders([cluster, binaries.postgres], account);
  return { cluster, log: join(folder, 'postgres.log'), passwordFile: join(folder, 'password') };
}

async function makeFolder(folder: string, account: Account | undefined): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    if (account) await chmod(folder, 0o711);
  } catch (error) {
    throw unavailable('POSTGRES.FOLDER', `The folder ${folder} cannot be written to${because(error)}`, error);
  }
}

const because = (error: unknown): string =>
  (error as { code?: string }).code === 'ENOSPC' ? ': the disk is full' : ': choose another with --data';

async function refuseFullDisk(folder: string): Promise<void> {
  if (await hasRoom(folder)) return;
  throw unavailable('POSTGRES.FOLDER', `${fullDisk(folder)} or choose another with --data`);
}

/** Whether a server could be started here. */
export async function hasRoom(folder: string, leastFreeBytes = LEAST_FREE_BYTES): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= leastFreeBytes;
}

export const fullDisk = (folder: string): string => `The disk that holds ${folder} is full: free 200 MB`;

async function refuseClosedFolders(paths: readonly string[], account: Account): Promise<void> {
  for (const path of paths) {
    const closed = await findClosedParent(dirname(path), account);
    if (!closed) continue;
    throw unavailable(
      'POSTGRES.FOLDER',
      `PostgreSQL runs as the account postgres, which may not enter ${closed}: ` +
        `allow it (chmod o+x ${closed}), move the project and its data elsewhere, or start the hub as another user`,
    );
  }
}

async function findClosedParent(folder: string, account: Account): Promise<string | undefined> {
  const parent = dirname(folder);
  const above = parent === folder ? undefined : await findClosedParent(parent, account);
  return above ?? ((await mayEnter(folder, account)) ? undefined : folder);
}

async function mayEnter(folder: string, { uid, gid }: Account): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(folder);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}

/** The server's password: made once, kept beside the cluster for this account's eyes only. */
export async function serverPassword(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

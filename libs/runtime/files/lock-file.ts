import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { conflict } from '#platform';
import { folderFault } from './data-folder.js';
import { startOf } from './process-identity.js';

interface Holder {
  readonly pid: number;
  readonly started?: string;
}

/**
 * Takes the data folder for this process; a lock whose holder has gone is taken over. Throws `HUB.ALREADY_RUNNING`, or
 * `HUB.FOLDER` where it cannot be written.
 */
export async function takeLock(file: string): Promise<{ readonly release: () => Promise<void> }> {
  const holder = await findHolder(file);
  if (holder) throw alreadyRunning(holder.pid);
  await rm(file, { force: true });
  const mine: Holder = { pid: process.pid, started: (await startOf(process.pid)) ?? '' };
  try {
    await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const other = await findHolder(file);
    if (other) throw alreadyRunning(other.pid);
    await rm(file, { force: true });
    throw folderFault(dirname(file), error);
  }
  return { release: () => rm(file, { force: true }) };
}

const alreadyRunning = (pid: number) =>
  conflict(
    'HUB.ALREADY_RUNNING',
    `Another hub (process ${pid}) uses this data folder: stop it, or choose another folder with --data`,
    { pid },
  );

async function findHolder(file: string): Promise<Holder | undefined> {
  const holder = await readHolder(file);
  if (!holder) return undefined;
  const started = await startOf(holder.pid);
  return started !== undefined && started === holder.started ? holder : undefined;
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' ? { pid: holder.pid, started: holder.started ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

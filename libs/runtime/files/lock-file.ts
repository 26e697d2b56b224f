import { readFile, rm, writeFile } from 'node:fs/promises';
import { conflict } from '#platform';
import { startOf } from './process-identity.js';

interface Holder {
  readonly pid: number;
  readonly started?: string;
}

/**
 * Takes the data folder for this process; a lock whose holder has gone is taken over. Throws `HUB.ALREADY_RUNNING`.
 */
export async function takeLock(file: string): Promise<{ readonly release: () => Promise<void> }> {
  const holder = await findHolder(file);
  if (holder) throw alreadyRunning(holder.pid);
  await rm(file, { force: true });
  const mine: Holder = { pid: process.pid, started: (await startOf(process.pid)) ?? '' };
  try {
    await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch {
    throw alreadyRunning((await findHolder(file))?.pid ?? 0);
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

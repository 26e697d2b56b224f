import { conflict, invalid } from '#platform';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Two servers on one folder would end each other's PostgreSQL. Throws `EVENT_STORE.FOLDER_IN_USE` when another one is
 * running there, and `EVENT_STORE.FOLDER` when the folder cannot be written to.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'event-store.pid');
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (pid > 1 && pid !== process.pid && (await isEventStore(pid))) {
    throw conflict(
      'EVENT_STORE.FOLDER_IN_USE',
      `The folder ${folder} is in use by the event store with process id ${pid}. Stop that one first.`,
    );
  }
  try {
    await makeFolder(resolve(folder));
    await writeFile(file, String(process.pid));
  } catch {
    throw invalid(
      'EVENT_STORE.FOLDER',
      `The folder ${folder} cannot be written to. Choose another one with --data.`,
    );
  }
  return () => rm(file, { force: true });
}

/** Step by step: on file systems such as /proc, Node's own recursive mkdir never returns. */
async function makeFolder(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder);
}

/** A process id is used again after a restart of the machine, so what runs under it is looked at where that can be. */
async function isEventStore(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('event-store');
}

import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../logging/logger.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

const run = promisify(execFile);

/**
 * Deals with the server of a hub that was killed: one still running on this cluster is stopped cleanly; a pid file
 * whose number now belongs to some other program would keep PostgreSQL from starting, so it goes.
 */
export async function clearLeftOver(
  cluster: string,
  options: { binaries: Binaries; account: Account | undefined; logger: Logger },
): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const pid = await readPid(file);
  if (pid === undefined || !isAlive(pid)) return;
  if (await isServerOf(pid, cluster)) {
    options.logger.warn('A PostgreSQL server was left over from an earlier run; stopping it');
    await stopServer(cluster, options);
  } else await rm(file, { force: true });
}

/** Fast shutdown: ends sessions, writes a checkpoint, waits until the server has gone. */
export async function stopServer(
  cluster: string,
  { binaries, account }: { binaries: Binaries; account: Account | undefined },
): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', mode, '-w', '-t', String(seconds)], {
      ...account,
      cwd: cluster,
    });
  try {
    await stop('fast', 30);
  } catch (error) {
    if ((await readPid(join(cluster, 'postmaster.pid'))) === undefined) return;
    if (!String((error as { stderr?: unknown }).stderr).includes('No such process'))
      await stop('immediate', 10);
  }
}

async function readPid(file: string): Promise<number | undefined> {
  const [first] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(first);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  return (await commandLine(pid)).includes(cluster);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (process.platform === 'win32') return '';
  return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Account } from './account.js';

/**
 * fsync stays on, so that what was acknowledged survives a crash. Statements and details are kept out of the log,
 * because they may quote personal data.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '1GB',
  wal_compression: 'on',
  jit: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

export interface Server {
  readonly program: string;
  readonly cluster: string;
  readonly port: number;
  readonly log: string;
  readonly account: Account | undefined;
}

/**
 * Starts the server in a process group of its own: Ctrl-C in a terminal must reach the hub alone, which stops the
 * server last. Settles with the exit code.
 */
export function spawnServer({ program, ...options }: Server): Promise<number> {
  const log = openSync(options.log, 'a', 0o600);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program, ['-D', options.cluster, '-p', String(options.port), ...settings], {
    ...options.account,
    cwd: options.cluster,
    env: { PATH: '', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  return new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', () => resolve(1));
  });
}

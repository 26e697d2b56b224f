import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, root } from './prepare.mjs';

/**
 * Runs a program of `dist/`, with packages installed and sources built only as far as needed. `env` is added to the
 * environment where it does not say otherwise itself.
 */
export function runBuilt(program, args, { flags = ['--enable-source-maps'], env = {} } = {}) {
  checkNode();
  installIfNeeded();
  buildIfNeeded();
  const path = join(root, 'dist', program);
  const options = { stdio: 'inherit', env: { ...env, ...process.env } };
  const child = spawn(process.execPath, [...flags, path, ...args], options);
  // The program stops itself in order; this process only passes the wish on and waits.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

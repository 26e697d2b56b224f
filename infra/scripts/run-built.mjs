import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, root } from './prepare.mjs';

/** Runs a program of `dist/`, with packages installed and sources built only as far as needed. */
export function runBuilt(program, args) {
  checkNode();
  installIfNeeded();
  buildIfNeeded();
  const path = join(root, 'dist', program);
  const child = spawn(process.execPath, ['--enable-source-maps', path, ...args], { stdio: 'inherit' });
  // The program stops itself in order; this process only passes the wish on and waits.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

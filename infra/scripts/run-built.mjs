import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
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
  whenNpmEnds(() => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** npm puts a shell in between that ends by a signal without passing it on: nobody would be left to stop the program. */
function whenNpmEnds(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}

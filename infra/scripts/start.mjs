import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, root } from './prepare.mjs';

/** `npm start`: packages, build and hub, each only as far as needed. Arguments go to the hub. */
checkNode();
installIfNeeded();
buildIfNeeded();

const hub = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist', 'apps', 'hub', 'cli', 'main.js'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);

// The hub stops itself in order; this process only passes the wish on and waits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => hub.kill(signal));
hub.on('exit', (code) => process.exit(code ?? 1));

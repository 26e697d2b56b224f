import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isBuilt, root } from './prepare.mjs';

/**
 * Compiles apps, libs and bench to dist/. The stamp tells `npm start` that nothing needs building again. `--if-needed` leaves
 * what is made from these sources as it is: programs of tests that run beside may just be reading it.
 */
if (process.argv.includes('--if-needed') && isBuilt()) process.exit(0);

const stamp = join(root, 'dist', '.built');
const started = new Date();
const swc = join(dirname(createRequire(import.meta.url).resolve('@swc/cli/package.json')), 'bin', 'swc.js');
const folders = [
  'apps',
  'libs',
  'bench',
  'test/conformance',
  'test/chaos',
  'test/support',
  'test/hub',
].filter((folder) => existsSync(join(root, folder)));
const flags = ['--out-dir', 'dist', '--extensions', '.ts', '--ignore', '**/*.spec.ts', '-q'];

rmSync(stamp, { force: true });
const { status } = spawnSync(process.execPath, [swc, ...folders, ...flags], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
writeFileSync(stamp, '');
utimesSync(stamp, started, started);

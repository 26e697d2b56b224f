import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `npm start` and `npm test` need before anything of the project can run. Plain Node: nothing is installed yet. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const LEAST_NODE = [20, 19];

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  if (enough) return;
  fail(
    `Throughline needs Node ${LEAST_NODE.join('.')} or newer; this is ${version}. Get one from https://nodejs.org/`,
  );
}

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const modifiedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** npm writes node_modules/.package-lock.json last, so a cut-short installation is done again. */
export function installIfNeeded() {
  const installed = modifiedAt(join(root, 'node_modules', '.package-lock.json'));
  if (installed >= modifiedAt(join(root, 'package-lock.json'))) return;
  step('Installing packages', install);
}

/**
 * `npm ci` refuses a lock file that lacks optional packages of other platforms, which a registry mirror may not offer;
 * `npm install` takes the same locked versions and adds what this platform needs, without writing the lock file.
 */
function install() {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const exact = npm(['ci', ...quiet]);
  return exact.status === 0 ? exact : npm(['install', '--no-save', ...quiet]);
}

export function buildIfNeeded() {
  if (!isBuilt()) step('Building', () => npm(['run', '--silent', 'build']));
}

/** Whether `dist/` was made from the sources as they are now. */
export function isBuilt() {
  const built = modifiedAt(join(root, 'dist', '.built'));
  const newest = ['apps', 'libs', 'bench', 'test'].map(newestSource);
  return built > Math.max(...newest, modifiedAt(join(root, '.swcrc')));
}

function newestSource(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return 0;
  let newest = statSync(path).mtimeMs;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestSource(below));
    else if (entry.name.endsWith('.ts')) newest = Math.max(newest, modifiedAt(join(root, below)));
  }
  return newest;
}

function step(name, work) {
  const started = Date.now();
  process.stdout.write(`${name} ... `);
  const { status, stdout, stderr } = work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(status === 0 ? `${seconds} s\n` : 'failed\n');
  if (status !== 0) fail(`${stdout ?? ''}${stderr ?? ''}\n${name} failed: see above.`);
}

/** Through the npm that runs this script where there is one, so that no other version is picked up. */
function npm(args) {
  const cli = process.env.npm_execpath;
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
  if (cli?.endsWith('.js')) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const require = createRequire(import.meta.url);

/** The program that a package offers, started by this Node, so that no shell and no other version comes between. */
function program(packageName, name = packageName) {
  const manifest = require(join(root, 'node_modules', packageName, 'package.json'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[name];
  return join(root, 'node_modules', packageName, bin);
}

function run(args, env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(process.execPath, args, options).status === 0;
}

function timed(name, work) {
  const started = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const outcome = work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`== ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)\n`);
  return outcome;
}

const gate = (name, args) => ({
  name,
  run: () =>
    timed(name, () => {
      const fine = run(args());
      return { passed: Number(fine), failed: Number(!fine) };
    }),
});

/** Checks that pass or fail as a whole. */
export function gates() {
  return [
    gate('build', () => [join(root, 'infra', 'scripts', 'build.mjs')]),
    gate('types', () => [program('typescript', 'tsc'), '-p', 'tsconfig.json']),
    gate('lint', () => [program('eslint'), '.', '--max-warnings', '0']),
    gate('format', () => [program('prettier'), '--check', '--log-level', 'warn', '.']),
    gate('imports', () => [
      program('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'libs',
    ]),
    gate('contracts', () => [join(root, 'dist', 'libs', 'contracts', 'cli', 'check-compatibility.js')]),
    gate('infra', () => [join(root, 'infra', 'scripts', 'check-infra.mjs')]),
  ];
}

/** Test levels, cheapest first; each in a process of its own. */
export function levels(reports) {
  return [
    level('unit', reports),
    // One after another, in a process that is replaced as it grows: what a file leaves behind slows the next.
    level('int', reports, ['--maxWorkers=1', '--workerIdleMemoryLimit=1GB']),
    level('engine', reports, ['--runInBand']),
    level('e2e', reports, ['--runInBand']),
  ];
}

function level(name, reports, more = []) {
  const report = join(reports, `${name}.json`);
  const args = [
    '--experimental-vm-modules',
    '--no-warnings',
    program('jest'),
    '--selectProjects',
    name,
    '--passWithNoTests',
    // A handle that a failed test left open must not keep continuous integration waiting.
    '--forceExit',
    '--json',
    `--outputFile=${report}`,
    ...more,
  ];
  return { name, run: () => timed(name, () => runLevel(args, report)) };
}

function runLevel(args, report) {
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const { status } = spawnSync(process.execPath, args, options);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
  return { passed: results.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

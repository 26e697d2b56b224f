import { Buffer } from 'node:buffer';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './prepare.mjs';

const require = createRequire(import.meta.url);

/** The program that a package offers, started by this Node, so that no shell and no other version comes between. */
function program(packageName, name = packageName) {
  const manifest = require(join(root, 'node_modules', packageName, 'package.json'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[name];
  return join(root, 'node_modules', packageName, bin);
}

/** Says nothing until it ended, so that what several say at once does not run together. */
function run(args) {
  const program = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (part) => said.push(part));
  return new Promise((resolve) => {
    program.on('error', (error) => resolve({ fine: false, said: `${error.message}\n` }));
    program.on('close', (code) => resolve({ fine: code === 0, said: Buffer.concat(said).toString() }));
  });
}

const since = (started) => ((Date.now() - started) / 1000).toFixed(1);
const tell = (name, { passed, failed }, started) =>
  process.stdout.write(`== ${name}: ${passed} passed, ${failed} failed (${since(started)} s)\n`);

const gate = (name, args) => ({
  name,
  async run() {
    const started = Date.now();
    const { fine, said } = await run(args());
    process.stdout.write(`\n== ${name}\n${said}`);
    const outcome = { passed: Number(fine), failed: Number(!fine), names: fine ? [] : [name] };
    tell(name, outcome, started);
    return outcome;
  },
});

/** Some others check what this made. */
export const building = () => gate('build', () => [join(root, 'infra', 'scripts', 'build.mjs')]);

/** Checks that pass or fail as a whole, each for itself; the longest first. */
export function gates() {
  return [
    gate('lint', () => [program('eslint'), '.', '--max-warnings', '0']),
    gate('types', () => [program('typescript', 'tsc'), '-p', 'tsconfig.json']),
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

/** Kills and slows whole worlds of processes, and needs the machine for itself. */
const FAULTS = 'test/chaos/services/';
/** In processes that are replaced as they grow: what a file leaves behind slows the next. */
const TWO_AT_ONCE = ['--maxWorkers=2', '--workerIdleMemoryLimit=1GB'];

/** Test levels, cheapest first; each in a process of its own. */
export function levels(reports) {
  return [
    level('unit', reports, ['--maxWorkers=2']),
    level('int', reports, TWO_AT_ONCE),
    level('engine', reports, [...TWO_AT_ONCE, '--testPathPatterns', `^(?!.*${FAULTS})`]),
    level('engine', reports, ['--runInBand', '--testPathPatterns', FAULTS], 'faults'),
    level('e2e', reports, ['--runInBand']),
  ];
}

function level(project, reports, more = [], name = project) {
  const report = join(reports, `${name}.json`);
  const args = [
    '--experimental-vm-modules',
    '--no-warnings',
    program('jest'),
    '--selectProjects',
    project,
    '--passWithNoTests',
    // A handle that a failed test left open must not keep continuous integration waiting.
    '--forceExit',
    '--json',
    `--outputFile=${report}`,
    ...more,
  ];
  return {
    name,
    run() {
      const started = Date.now();
      process.stdout.write(`\n== ${name}\n`);
      const outcome = runLevel(args, report);
      tell(name, outcome, started);
      return outcome;
    },
  };
}

function runLevel(args, report) {
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const { status } = spawnSync(process.execPath, args, options);
  if (!existsSync(report)) return { passed: 0, failed: 1, names: ['no test could run'] };
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
  const names = failedIn(results);
  return { passed: results.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed, names };
}

/** What did not pass and why: each test by its name, and files that could not run. */
const failedIn = ({ testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status !== 'passed');
    const file = relative(root, name);
    if (tests.length === 0) return status === 'passed' ? [] : [`${file}: could not run${why(message)}`];
    const told = new Set();
    return tests.map(({ fullName, failureMessages }) => {
      const reason = why(failureMessages.join('\n'));
      // What failed before all tests of a file is the reason of each of them.
      const known = told.has(reason);
      told.add(reason);
      return `${file}: ${fullName}${known ? '' : reason}`;
    });
  });

/** The first and the last lines of a message, without where in the code: whoever reads a log sees only its end. */
function why(message) {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .map((line) => `    ${line.slice(0, 400)}`);
  const shown = lines.length > 16 ? [...lines.slice(0, 8), '    […]', ...lines.slice(-8)] : lines;
  return shown.map((line) => `\n${line}`).join('');
}

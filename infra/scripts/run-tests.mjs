import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, installIfNeeded } from './prepare.mjs';

/**
 * `npm test`: every gate and every test, all of them even after one failed, so that one run tells everything.
 * The last line is `N passed, N failed`: tests, plus one for each gate and for each file that could not run.
 */
checkNode();
installIfNeeded();

const { building, gates, levels } = await import('./quality.mjs');
const reports = mkdtempSync(join(tmpdir(), 'throughline-results-'));
const total = { passed: 0, failed: 0 };
const notPassed = [];
const add = ({ passed, failed, names }) => {
  total.passed += passed;
  total.failed += failed;
  notPassed.push(...names);
};

add(await building().run());
const waiting = gates();
/** Two at once: each keeps one processor busy and needs nothing of another. */
const work = async () => {
  for (let gate = waiting.shift(); gate; gate = waiting.shift()) add(await gate.run());
};
await Promise.all([work(), work()]);
for (const level of levels(reports)) add(level.run());

rmSync(reports, { recursive: true, force: true });
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
for (const name of notPassed) process.stdout.write(`did not pass: ${name}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);

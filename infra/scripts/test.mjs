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

const { gates, levels } = await import('./quality.mjs');
const reports = mkdtempSync(join(tmpdir(), 'throughline-results-'));
const total = { passed: 0, failed: 0 };
const add = ({ passed, failed }) => {
  total.passed += passed;
  total.failed += failed;
};

for (const gate of gates()) add(gate.run());
for (const level of levels(reports)) add(level.run());

rmSync(reports, { recursive: true, force: true });
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);

import { parseArgs } from 'node:util';
import { checksOf } from '../checks/checks.mjs';
import { ToolMissing } from '../checks/tools.mjs';
import { root } from './prepare.mjs';

/**
 * Checks the files that deploy the hub with the tools that read them. A tool that is missing is named; continuous
 * integration takes that for a failure wherever it could have installed the tool. `--only alerts` runs one check.
 */
const options = { root: { type: 'string', default: root }, only: { type: 'string', default: '' } };
const { values } = parseArgs({ options });
const strict = process.env.CI === 'true';
const say = (line) => process.stdout.write(`${line}\n`);
let failed = 0;

for (const { name, check } of checksOf(values.root)) {
  if (!name.startsWith(values.only)) continue;
  try {
    const { fine, output } = check();
    say(`${fine ? 'fine' : 'FAILED'}: ${name}`);
    if (fine) continue;
    say(output.trimEnd());
    failed += 1;
  } catch (error) {
    if (!(error instanceof ToolMissing)) throw error;
    const fails = strict && error.obtainable;
    say(`${fails ? 'FAILED' : 'NOT CHECKED'}: ${name}: ${error.message}`);
    failed += Number(fails);
  }
}

process.exitCode = failed === 0 ? 0 : 1;

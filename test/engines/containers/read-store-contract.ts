import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '#platform';

const run = promisify(execFile);

/** What must hold on any PostgreSQL: views, their rebuilds and leases, and the log of the embedded event store. */
const SPECS = ['libs/read-store', 'libs/event-store/embedded/event-store'];

export interface ContractResult {
  readonly passed: number;
  /** Names of the tests that failed. */
  readonly failed: readonly string[];
}

interface JestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs the integration tests of the read store, as they are, on a PostgreSQL server of one's own. */
export async function readStoreContract(serverUrl: string, specs = SPECS): Promise<ContractResult> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  const report = join(folder, 'report.json');
  const flags = ['--experimental-vm-modules', '--no-warnings', projectPath('node_modules/jest/bin/jest.js')];
  const args = ['--selectProjects', 'int', '-w', '1', '--json', `--outputFile=${report}`, '--', ...specs];
  const env = { ...process.env, TEST_POSTGRES_URL: serverUrl };
  try {
    await run(process.execPath, [...flags, ...args], { cwd: projectPath(), env }).catch(() => undefined);
    return resultOf(JSON.parse(await readFile(report, 'utf8')) as JestReport);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const resultOf = ({ numPassedTests, testResults }: JestReport): ContractResult => ({
  passed: numPassedTests,
  failed: testResults.flatMap(({ assertionResults, message }) =>
    assertionResults.length === 0
      ? [message]
      : assertionResults.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName),
  ),
});

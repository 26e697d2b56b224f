import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectPath } from '#platform';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface CruiseReport {
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] };
}

/** Runs the project's own import rules over a throw-away project that holds these files. */
export async function cruise(files: Readonly<Record<string, string>>): Promise<readonly Violation[]> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-imports-'));
  try {
    for (const [path, text] of Object.entries({
      ...files,
      'apps/some/main.ts': files['apps/some/main.ts'] ?? '',
    }))
      await place(join(folder, path), text);
    for (const shared of ['node_modules', 'package.json', 'tsconfig.json'])
      await symlink(projectPath(shared), join(folder, shared));
    return report(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function place(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function report(folder: string): readonly Violation[] {
  const program = projectPath('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = projectPath('.dependency-cruiser.cjs');
  const args = [program, '--config', config, '--output-type', 'json', 'apps', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (!stdout) throw new Error(`dependency-cruiser gave no report: ${stderr}`);
  const { summary } = JSON.parse(stdout) as CruiseReport;
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

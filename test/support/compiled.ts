import { projectPath } from '#platform';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Compiled {
  /** Absolute path of a compiled program. */
  program(path: string): string;
  remove(): Promise<void>;
}

/**
 * Compiles folders of the project apart from anything else that may be building. `#lib` doors are resolved through a
 * manifest of its own.
 */
export async function compiled(folders: readonly string[]): Promise<Compiled> {
  const dist = await mkdtemp(join(projectPath('node_modules/.cache'), 'compiled-'));
  const swc = projectPath('node_modules/@swc/cli/bin/swc.js');
  const flags = ['--extensions', '.ts', '--ignore', '**/*.spec.ts', '-q'];
  await run(process.execPath, [swc, ...folders, '--out-dir', dist, ...flags], { cwd: projectPath() });
  const manifest = { type: 'module', imports: { '#*': './libs/*/index.js' } };
  await writeFile(join(dist, 'package.json'), JSON.stringify(manifest));
  return {
    program: (path) => join(dist, path),
    remove: () => rm(dist, { recursive: true, force: true }),
  };
}

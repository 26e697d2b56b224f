import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileAsync, Logger } from 'sass';
import { projectPath } from '../project-path.js';
import { keptText } from './kept-text.js';

const SHARED = 'libs/platform/pages';
const DESIGN_SYSTEMS = ['govuk-frontend', '@ministryofjustice/frontend', 'sass'];

/**
 * A function that gives the stylesheet of some pages: compiled once for a set of sources, because it takes seconds.
 * @param folders of the project, with the sources; the first has the stylesheet itself.
 */
export function stylesheetOf(name: string, folders: readonly [string, ...string[]]): () => Promise<string> {
  let compiled: Promise<string> | undefined;
  const kept = () => `${digestOf(name, [...folders, SHARED])}.css`;
  return () =>
    (compiled ??= keptText(projectPath('node_modules/.cache/throughline'), kept(), () =>
      compile(projectPath(folders[0], name)),
    ));
}

async function compile(file: string): Promise<string> {
  const { css } = await compileAsync(file, {
    loadPaths: [projectPath()],
    style: 'compressed',
    quietDeps: true,
    logger: Logger.silent,
  });
  return css;
}

function digestOf(name: string, folders: readonly string[]): string {
  const digest = createHash('sha256').update(`${name}\n`);
  for (const folder of folders)
    for (const file of readdirSync(projectPath(folder)).sort())
      if (file.endsWith('.scss')) digest.update(`${file}\n`).update(readFileSync(projectPath(folder, file)));
  for (const system of DESIGN_SYSTEMS)
    digest.update(readFileSync(join(projectPath('node_modules'), system, 'package.json')));
  return digest.digest('hex').slice(0, 32);
}

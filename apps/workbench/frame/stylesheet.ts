import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { compileAsync, Logger } from 'sass';
import { projectPath } from '#platform';
import { keptText } from './kept-text.js';

const SOURCES = ['apps/workbench/frame', 'apps/workbench/frame/parts'];
const DESIGN_SYSTEMS = ['govuk-frontend', '@ministryofjustice/frontend', 'sass'];

let compiled: Promise<string> | undefined;

/** The one stylesheet of all pages: compiled once for a set of sources, because it takes seconds of each start. */
export function compileStylesheet(): Promise<string> {
  compiled ??= keptText(projectPath('node_modules/.cache/throughline'), `${sourceDigest()}.css`, compile);
  return compiled;
}

async function compile(): Promise<string> {
  const { css } = await compileAsync(projectPath('apps/workbench/frame/workbench.scss'), {
    loadPaths: [projectPath()],
    style: 'compressed',
    quietDeps: true,
    logger: Logger.silent,
  });
  return css;
}

function sourceDigest(): string {
  const digest = createHash('sha256');
  for (const folder of SOURCES)
    for (const file of readdirSync(projectPath(folder)).sort())
      if (file.endsWith('.scss')) digest.update(`${file}\n`).update(readFileSync(projectPath(folder, file)));
  for (const name of DESIGN_SYSTEMS)
    digest.update(readFileSync(projectPath('node_modules', name, 'package.json')));
  return digest.digest('hex').slice(0, 32);
}

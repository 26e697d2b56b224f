import { compileAsync, Logger } from 'sass';
import { projectPath } from '#platform';

let compiled: Promise<string> | undefined;

/** The one stylesheet of all pages, compiled once a process. */
export function compileStylesheet(): Promise<string> {
  compiled ??= compileAsync(projectPath('apps/workbench/frame/workbench.scss'), {
    loadPaths: [projectPath()],
    style: 'compressed',
    quietDeps: true,
    logger: Logger.silent,
  }).then(({ css }) => css);
  return compiled;
}

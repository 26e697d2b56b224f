import nunjucks from 'nunjucks';
import { projectPath } from '../project-path.js';

export type Templates = (template: string, model: object) => string;

/**
 * Escapes everything that a template prints; only the design system's own macros pass HTML on.
 * @param folders of the project, searched in turn before the design system's.
 */
export function createTemplates(...folders: readonly string[]): Templates {
  const searched = [...folders, 'node_modules/govuk-frontend/dist'].map((folder) => projectPath(folder));
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(searched, { noCache: false }), {
    autoescape: true,
  });
  return (template, model) => environment.render(template, model);
}

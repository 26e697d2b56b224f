import nunjucks from 'nunjucks';
import { projectPath } from '#platform';

export type Templates = (template: string, model: object) => string;

/** Escapes everything that a template prints; only the design systems' own macros pass HTML on. */
export function createTemplates(): Templates {
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader(
      [
        projectPath('apps/workbench'),
        projectPath('node_modules/govuk-frontend/dist'),
        projectPath('node_modules/@ministryofjustice/frontend'),
      ],
      { noCache: false },
    ),
    { autoescape: true },
  );
  return (template, model) => environment.render(template, model);
}

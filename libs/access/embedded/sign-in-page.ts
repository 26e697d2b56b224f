import nunjucks from 'nunjucks';
import { projectPath } from '#platform';
import { DEMONSTRATION_STAFF } from '../domain/demonstration-staff.js';

const templates = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([
    projectPath('libs/access/embedded'),
    projectPath('node_modules/govuk-frontend/dist'),
  ]),
  { autoescape: true, throwOnUndefined: false },
);

/** The page that lists the demonstration staff. */
export function signInPage(action: string, error?: string): string {
  const staff = DEMONSTRATION_STAFF.map(({ sub, name, post }) => ({
    value: sub,
    text: name,
    hint: { text: post },
  }));
  return templates.render('sign-in.njk', { action, error, staff });
}

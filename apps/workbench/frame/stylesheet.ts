import { stylesheetOf } from '#platform/pages';

/** The one stylesheet of all pages. */
export const compileStylesheet = stylesheetOf('workbench.scss', [
  'apps/workbench/frame',
  'apps/workbench/frame/parts',
]);

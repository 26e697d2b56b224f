import { readFileSync } from 'node:fs';
import { projectPath } from './project-path.js';

/** The version of this hub, as its manifest says. */
export const HUB_VERSION = (
  JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { readonly version: string }
).version;

import { existsSync } from 'node:fs';
import { projectPath } from '../project-path.js';
import { parseSettings, type VariableName, type Variables } from './parse-settings.js';
import type { Settings } from './settings.js';

/**
 * The settings of this process: `.env` in the project root where there is one, then the environment (which wins),
 * then `overrides` (command line). Throws `CONFIG.INVALID`, also where one of `needs` is missing.
 */
export function loadSettings(overrides: Variables = {}, needs: readonly VariableName[] = []): Settings {
  const file = projectPath('.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return parseSettings({ ...process.env, ...Object.fromEntries(given) }, projectPath(), needs);
}

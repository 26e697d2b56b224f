import { existsSync } from 'node:fs';
import { projectPath } from '../project-path.js';
import { parseSettings, type Variables } from './parse-settings.js';
import type { Settings } from './settings.js';

/**
 * The settings of this process: `.env` in the project root where there is one, then the environment (which wins),
 * then `overrides` (command line). Throws `CONFIG.INVALID`.
 */
export function loadSettings(overrides: Variables = {}): Settings {
  const file = projectPath('.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return parseSettings({ ...process.env, ...Object.fromEntries(given) }, projectPath());
}

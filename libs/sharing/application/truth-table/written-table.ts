import { projectPath } from '#platform';
import { loadRulesets } from '../../adapters/files/rulesets.js';
import { readClauses, readTable } from './read-table.js';
import { renderTable } from './render-table.js';

export const TABLE_PAGE = projectPath('docs/sharing-cases.md');

/** The page as it ought to be, under the newest rule set. */
export function writtenTable(): string {
  const newest = loadRulesets().at(-1);
  if (!newest) throw new Error('There is no rule set');
  return renderTable(readTable(), readClauses(), newest);
}

import { readFile } from 'node:fs/promises';
import { invalid } from '#platform';
import { findRuleset, parseDraft, type RuleSet } from '#sharing';

/** A rule set by its version or its file. Throws `RULESET.UNREADABLE` or `RULESET.INVALID`. */
export async function nameRuleset(name: string): Promise<RuleSet> {
  return findRuleset(name) ?? parseDraft(await readRuleset(name));
}

/** What a file of a rule set holds, whatever it is. Throws `RULESET.UNREADABLE`. */
export async function readRuleset(name: string): Promise<unknown> {
  const known = findRuleset(name);
  if (known) return known;
  try {
    return JSON.parse(await readFile(name, 'utf8')) as unknown;
  } catch {
    throw invalid(
      'RULESET.UNREADABLE',
      `There is no rule set ${name}, nor a file of that name that is JSON.`,
    );
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { defect, invalid, projectPath } from '#platform';
import { draftFaults, rulesetFaults } from '../../domain/ruleset-faults.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { instantOf } from '../../domain/time/stated-time.js';

const FOLDER = projectPath('libs/sharing/rulesets');
const isShaped = new Ajv({ allErrors: true }).compile<RuleSet>(read('ruleset.schema.json') as object);
let loaded: readonly RuleSet[] | undefined;

/** The rule set in force at this time. Throws `RULESET.NONE_IN_FORCE` before the first takes effect. */
export function currentRuleset(now: Date): RuleSet {
  loaded ??= loadRulesets();
  const inForce = loaded.filter((each) => instantOf(each.effectiveFrom) <= now.getTime());
  const latest = inForce.at(-1);
  if (!latest)
    throw defect('RULESET.NONE_IN_FORCE', 'No sharing rule set is in force at this date; check the clock.');
  return latest;
}

/** A version that is or was in force, or is signed off to come; undefined where there is none. */
export function findRuleset(version: string): RuleSet | undefined {
  loaded ??= loadRulesets();
  return loaded.find((each) => each.version === version);
}

/** Every rule set of the project, oldest first. Throws `RULESET.INVALID` naming what is wrong. */
export function loadRulesets(): readonly RuleSet[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}-\d{2}\.\d+\.json$/.test(name))
    .map((name) => parseRuleset(read(name)))
    .sort((a, b) => instantOf(a.effectiveFrom) - instantOf(b.effectiveFrom));
}

/** Throws `RULESET.INVALID` where the shape, a sign-off, a condition or a reason is wrong. */
export const parseRuleset = (value: unknown): RuleSet => parse(value, rulesetFaults);

/** A rule set that nobody need have signed: to be looked at and compared, never to decide. Throws as `parseRuleset`. */
export const parseDraft = (value: unknown): RuleSet => parse(value, draftFaults);

function parse(value: unknown, faultsOf: (ruleset: RuleSet) => readonly string[]): RuleSet {
  if (!isShaped(value)) throw notValid(shapeFaults());
  const faults = faultsOf(value);
  if (faults.length > 0) throw notValid(faults);
  return value;
}

const shapeFaults = (): readonly string[] =>
  (isShaped.errors ?? []).map(
    (error) => `${error.instancePath || 'The rule set'} ${error.message ?? 'is wrong'}.`,
  );

const notValid = (faults: readonly string[]) =>
  invalid('RULESET.INVALID', `The sharing rule set may not be used. ${faults.join(' ')}`, {
    faults: faults.length,
  });

function read(name: string): unknown {
  return JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
}

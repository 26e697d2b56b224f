import { CONDITIONS } from './conditions/index.js';
import { SHARING_REASONS } from './reasons.js';
import type { RowRule, RuleSet } from './ruleset.js';

/** Requirements that look at the matched row rather than at the question alone. */
const ROW_REQUIREMENTS: readonly string[] = ['articleNineOfRow'];

/** What is wrong with a rule set whose shape is right, one sentence each; empty where it may be used. */
export function rulesetFaults(ruleset: RuleSet): readonly string[] {
  return [
    ...signOffFaults(ruleset),
    ...repeated(
      'row',
      ruleset.rows.map((row) => row.id),
    ),
    ...repeated(
      'modifier',
      ruleset.modifiers.map((modifier) => modifier.id),
    ),
    ...unknownConditions(ruleset),
    ...unknownReasons(ruleset),
    ...closingFaults(ruleset.rows),
  ];
}

function signOffFaults({ signedOffBy }: RuleSet): readonly string[] {
  const roles = new Set(signedOffBy.map((each) => each.role));
  const names = new Set(signedOffBy.map((each) => each.name));
  return roles.size >= 2 && names.size >= 2
    ? []
    : ['It needs the sign-off of two people in different roles.'];
}

function repeated(what: string, ids: readonly string[]): readonly string[] {
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `The ${what} ${id} is listed more than once.`);
}

function unknownConditions(ruleset: RuleSet): readonly string[] {
  const named = [
    ...ruleset.rows.filter((row) => row.enabled).flatMap(conditionsOf),
    ...ruleset.modifiers
      .filter((modifier) => modifier.enabled)
      .flatMap((modifier) => [...modifier.when, ...modifier.requires]),
  ];
  return [...new Set(named)]
    .filter((name) => !Object.hasOwn(CONDITIONS, name) && !ROW_REQUIREMENTS.includes(name))
    .map((name) => `No function is called ${name}.`);
}

const conditionsOf = (row: RowRule): readonly string[] => [
  ...row.conditions,
  ...[...row.article6, ...row.article9].flatMap((option) => option.conditions),
];

function unknownReasons(ruleset: RuleSet): readonly string[] {
  return ruleset.rows
    .flatMap((row) => row.reasons)
    .filter((reason) => !Object.hasOwn(SHARING_REASONS, reason))
    .map((reason) => `The reason ${reason} has no sentence.`);
}

function closingFaults(rows: readonly RowRule[]): readonly string[] {
  const last = rows.at(-1);
  const closes = last?.enabled === true && last.result === 'DENY' && last.conditions.length === 0;
  return closes ? [] : ['The last row must deny whatever no other row settles.'];
}

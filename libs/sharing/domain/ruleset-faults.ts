import { CONDITIONS } from './conditions/index.js';
import { SHARING_REASONS } from './reasons.js';
import type { BasisOption, RowRule, RuleSet } from './ruleset.js';

/** Requirements that look at the matched row rather than at the question alone. */
const ROW_REQUIREMENTS: readonly string[] = ['articleNineOfRow', 'articleTenOfItem', 'articleSixOfRow'];

/** What is wrong with a rule set whose shape is right, one sentence each; empty where it may be used. */
export const rulesetFaults = (ruleset: RuleSet): readonly string[] => [
  ...signOffFaults(ruleset),
  ...draftFaults(ruleset),
];

/** The same of a draft, which nobody has signed yet. */
export const draftFaults = (ruleset: RuleSet): readonly string[] => [
  ...repeated('row', ruleset.rows),
  ...repeated('modifier', ruleset.modifiers),
  ...repeated('barrier', ruleset.barriers ?? []),
  ...unknownConditions(ruleset),
  ...unknownReasons(ruleset),
  ...closingFaults(ruleset.rows),
];

/** Why it may not take effect, whatever it says. */
export function signOffFaults({ signedOffBy, effectiveFrom }: RuleSet): readonly string[] {
  const roles = new Set(signedOffBy.map((each) => each.role));
  const names = new Set(signedOffBy.map((each) => each.name));
  const two = roles.size >= 2 && names.size >= 2;
  const late = signedOffBy.some(({ on }) => on > effectiveFrom);
  return [
    ...(two ? [] : ['It needs the sign-off of two people in different roles.']),
    ...(late ? ['It takes effect before everyone has signed it off.'] : []),
  ];
}

function repeated(what: string, rules: readonly { readonly id: string }[]): readonly string[] {
  const ids = rules.map(({ id }) => id);
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `The ${what} ${id} is listed more than once.`);
}

function unknownConditions(ruleset: RuleSet): readonly string[] {
  const unknown = conditionsNamed(ruleset).filter((name) => !Object.hasOwn(CONDITIONS, name));
  const asked = new Set(
    ruleset.modifiers.filter(({ enabled }) => enabled).flatMap(({ requires }) => requires),
  );
  return unknown
    .filter((name) => !(asked.has(name) && ROW_REQUIREMENTS.includes(name)))
    .map((name) => `No function is called ${name}.`);
}

/** Every condition that decides anything in a rule set, each once. */
export function conditionsNamed(ruleset: RuleSet): readonly string[] {
  const { modifiers, barriers = [], alerts = [], article10 } = ruleset;
  return [
    ...new Set([
      ...ruleset.rows.filter(({ enabled }) => enabled).flatMap(conditionsOf),
      ...modifiers.filter(({ enabled }) => enabled).flatMap(({ when, requires }) => [...when, ...requires]),
      ...[...barriers, ...alerts].flatMap(({ when }) => when),
      ...optionsIn(article10),
    ]),
  ];
}

const conditionsOf = (row: RowRule): readonly string[] => [
  ...row.conditions,
  ...(row.offered ?? []),
  ...(row.advisedUnless ?? []),
  ...[row.article6, row.article9, row.confidentialityRoutes].flatMap(optionsIn),
  ...(row.owes ?? []).flatMap(({ when }) => when),
];

const optionsIn = (column: readonly BasisOption[] = []): readonly string[] =>
  column.flatMap(({ conditions }) => conditions);

function unknownReasons({ rows, barriers = [], alerts = [] }: RuleSet): readonly string[] {
  return [
    ...rows.flatMap((row) => row.reasons),
    ...barriers.map(({ reason }) => reason),
    ...alerts.map(({ code }) => code),
  ]
    .filter((reason) => !Object.hasOwn(SHARING_REASONS, reason))
    .map((reason) => `The reason ${reason} has no sentence.`);
}

function closingFaults(rows: readonly RowRule[]): readonly string[] {
  const last = rows.at(-1);
  const closes = last?.enabled === true && last.result === 'DENY' && last.conditions.length === 0;
  return closes ? [] : ['The last row must deny whatever no other row settles.'];
}

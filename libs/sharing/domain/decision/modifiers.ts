import { classesOf } from '../conditions/restricted.js';
import type { Modifier } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { ModifierEffect, RuleSet } from '../ruleset.js';
import type { Case } from './case.js';
import { allMet, missingOf, openBases, unmetReasons } from './evaluate.js';
import type { BookModifier, BookRow, RuleBook } from './rule-book.js';

export interface Refusal {
  readonly modifier: Modifier;
  readonly reasons: readonly SharingReason[];
}

/** The modifiers of an effect that apply to this question, in the rule set's order. */
export function applying(
  question: Case,
  { modifiers }: RuleBook,
  effect: ModifierEffect,
): readonly BookModifier[] {
  return modifiers[effect].filter(({ when }) => allMet(question, when));
}

/** The first modifier that denies whatever row may match. */
export function findDenial(question: Case, { modifiers }: RuleBook): Refusal | undefined {
  for (const { rule, when, requires } of modifiers.DENY_UNLESS) {
    const conditions = requires.map(({ condition }) => condition);
    if (!allMet(question, when) || allMet(question, conditions)) continue;
    return { modifier: rule.id, reasons: unmetReasons(question, conditions) };
  }
  return undefined;
}

/** True where every restricted class of the item is opened by this row. */
export function opensRestricted(question: Case, { restricted }: RuleSet, { rule }: BookRow): boolean {
  return classesOf(question).every((name) => {
    const { pointerOnly, openedBy } = restricted[name];
    const opening = pointerOnly ? undefined : openedBy.find(({ row }) => row === rule.id);
    return opening !== undefined && (!opening.namedKind || everySubjectNames(question));
  });
}

/** A general agreement never opens a sensitive service. */
const everySubjectNames = ({ standings }: Case): boolean =>
  standings.length > 0 && standings.every((each) => each.agreed && each.namesKind);

/** The first requirement (M3 to M6) that the matched row does not meet. */
export function findUnmetRequirement(question: Case, book: RuleBook, row: BookRow): Refusal | undefined {
  for (const { rule, when, requires } of book.modifiers.REQUIRE) {
    if (rule.spares?.includes(row.rule.id) === true || !allMet(question, when, row.rule)) continue;
    const reasons = requires.flatMap((each) => requirementFault(question, book, row, each));
    if (reasons.length > 0) return { modifier: rule.id, reasons };
  }
  return undefined;
}

/** Whether a modifier that applies asks this of the row. */
export const asks = (
  question: Case,
  { rule }: BookRow,
  { modifiers }: RuleBook,
  requirement: string,
): boolean =>
  modifiers.REQUIRE.some(
    (each) =>
      each.rule.requires.includes(requirement) &&
      each.rule.spares?.includes(rule.id) !== true &&
      allMet(question, each.when, rule),
  );

function requirementFault(
  question: Case,
  book: RuleBook,
  row: BookRow,
  { name, condition }: BookModifier['requires'][number],
): readonly SharingReason[] {
  switch (name) {
    case 'articleNineOfRow':
      return columnFault(question, row, row.article9, 'BASIS.ARTICLE_9_MISSING');
    case 'articleTenOfItem':
      return columnFault(question, row, book.article10, 'BASIS.ARTICLE_10_MISSING');
    case 'articleSixOfRow':
      return columnFault(question, row, row.article6, 'BASIS.ARTICLE_6_MISSING');
    default: {
      const finding = condition(question, row.rule);
      return finding.met ? [] : [finding.reason ?? 'BASIS.REQUIREMENT_MISSING'];
    }
  }
}

export function columnFault(
  question: Case,
  { rule }: BookRow,
  column: BookRow['article9'],
  reason: SharingReason,
): readonly SharingReason[] {
  if (openBases(question, column, rule).length > 0) return [];
  return [reason, ...new Set(missingOf(question, column, rule))];
}

/** The modifiers that mark what is shared on this row. */
export function modifiersOf(question: Case, { marking }: RuleBook, { rule }: BookRow): readonly Modifier[] {
  return marking
    .filter((each) => each.rule.spares?.includes(rule.id) !== true && allMet(question, each.when, rule))
    .map((each) => each.rule.id);
}

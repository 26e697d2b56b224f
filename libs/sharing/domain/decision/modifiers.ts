import { classesOf } from '../conditions/restricted.js';
import type { Modifier } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { ModifierEffect, ModifierRule, RowRule, RuleSet } from '../ruleset.js';
import type { Case } from './case.js';
import { allMet, check, missingOf, openBases, unmetReasons } from './evaluate.js';

export interface Refusal {
  readonly modifier: Modifier;
  readonly reasons: readonly SharingReason[];
}

/** The modifiers of an effect that apply to this question, in the rule set's order. */
export function applying(question: Case, ruleset: RuleSet, effect: ModifierEffect): readonly ModifierRule[] {
  return ruleset.modifiers.filter(
    (modifier) => modifier.enabled && modifier.effect === effect && allMet(question, modifier.when),
  );
}

/** The first modifier that denies whatever row may match. */
export function findDenial(question: Case, ruleset: RuleSet): Refusal | undefined {
  for (const modifier of applying(question, ruleset, 'DENY_UNLESS')) {
    if (allMet(question, modifier.requires)) continue;
    return { modifier: modifier.id, reasons: unmetReasons(question, modifier.requires) };
  }
  return undefined;
}

/** True where every restricted class of the item is opened by this row. */
export function opensRestricted(question: Case, ruleset: RuleSet, row: RowRule): boolean {
  return classesOf(question).every((name) => {
    const rule = ruleset.restricted[name];
    const opening = rule.pointerOnly ? undefined : rule.openedBy.find((each) => each.row === row.id);
    return opening !== undefined && (!opening.namedKind || check(question, 'everySubjectNamesKind').met);
  });
}

/** The first requirement (M3 to M6) that the matched row does not meet. */
export function findUnmetRequirement(question: Case, ruleset: RuleSet, row: RowRule): Refusal | undefined {
  for (const modifier of applying(question, ruleset, 'REQUIRE')) {
    const reasons = modifier.requires.flatMap((each) => requirementFault(question, row, each));
    if (reasons.length > 0) return { modifier: modifier.id, reasons };
  }
  return undefined;
}

function requirementFault(question: Case, row: RowRule, requirement: string): readonly SharingReason[] {
  if (requirement !== 'articleNineOfRow') {
    const finding = check(question, requirement);
    return finding.met ? [] : [finding.reason ?? 'BASIS.REQUIREMENT_MISSING'];
  }
  if (openBases(question, row.article9).length > 0) return [];
  return ['BASIS.ARTICLE_9_MISSING', ...missingOf(question, row.article9)];
}

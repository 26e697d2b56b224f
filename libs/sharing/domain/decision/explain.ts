import { CONDITIONS } from '../conditions/index.js';
import type { Decision, DecisionInput, Row } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { RowRule, RuleSet } from '../ruleset.js';
import { barriersOf } from './barriers.js';
import { Case } from './case.js';
import { findUnmetRequirement, opensRestricted } from './modifiers.js';
import { createBooks, type RuleBook } from './rule-book.js';
import { matchingRows, sharesOn } from './rows.js';

/** Why a row matches or does not. */
export interface RowExplained {
  readonly row: Row;
  readonly matches: boolean;
  /** Conditions that are not met, as the rule set names them. */
  readonly unmet: readonly string[];
  /** Reasons of those that have one. */
  readonly missing: readonly SharingReason[];
  readonly shutBy: readonly string[];
}

const bookOf = createBooks(CONDITIONS);

/** Every row in the order tried, with what it lacks. */
export function explainRows(input: DecisionInput, ruleset: RuleSet): readonly RowExplained[] {
  const { question, book } = openedFor(input, ruleset);
  const barriers = barriersOf(question, book);
  return book.rows.map((row) => {
    const shutBy = row.closes ? [] : barriers.filter(({ spares }) => !spares.includes(row.rule.id));
    const unmet = unmetOf(question, row.rule);
    return {
      row: row.rule.id,
      matches: unmet.length === 0 && shutBy.length === 0,
      unmet: unmet.map(({ name }) => name),
      missing: unmet.flatMap(({ reasons }) => reasons),
      shutBy: shutBy.map(({ id }) => id),
    };
  });
}

/** What a decision lacks to be a yes; empty where it is one. Of a held item only its custodian may read this. */
export function missingFor(decision: Decision, input: DecisionInput, ruleset: RuleSet): readonly string[] {
  switch (decision.outcome) {
    case 'PERMIT':
    case 'MUST_SHARE':
      return [];
    case 'DENY':
      return decision.reasons.filter((reason) => reason !== 'DECISION.NO_ROW');
    case 'ADVISE': {
      const own: readonly string[] = ruleset.rows.find(({ id }) => id === decision.row)?.reasons ?? [];
      return decision.reasons.filter((reason) => !own.includes(reason));
    }
    case 'HOLD':
      return missingOfHeld(input, ruleset);
  }
}

function missingOfHeld(input: DecisionInput, ruleset: RuleSet): readonly SharingReason[] {
  const { question, book } = openedFor(input, ruleset);
  const opening = matchingRows(question, book, barriersOf(question, book)).find(
    (row) => sharesOn(row) && opensRestricted(question, ruleset, row),
  );
  const unmet = opening && findUnmetRequirement(question, book, opening);
  return unmet?.reasons ?? [];
}

function openedFor(input: DecisionInput, ruleset: RuleSet): { question: Case; book: RuleBook } {
  const book = bookOf(ruleset);
  return { question: new Case(input, ruleset.parameters, book.bodies), book };
}

function unmetOf(question: Case, rule: RowRule) {
  return rule.conditions.flatMap((name) => {
    const finding = CONDITIONS[name]?.(question, rule) ?? { met: false as const };
    if (finding.met) return [];
    const reasons = finding.reason === undefined ? [] : [finding.reason, ...(finding.more ?? [])];
    return [{ name, reasons }];
  });
}

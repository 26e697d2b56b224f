import { classesOf } from '../conditions/restricted.js';
import type { Decision, DecisionInput, Modifier, Outcome, Row } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { RowRule, RuleSet } from '../ruleset.js';
import { Case } from './case.js';
import { allMet } from './evaluate.js';
import { applying, findDenial, findUnmetRequirement, opensRestricted } from './modifiers.js';
import { agreementsUnder, basesOf, matchingRows, sharesOn, whyNoRow } from './rows.js';

type Verdict = Pick<Decision, 'outcome' | 'modifiers' | 'reasons'> & Partial<Decision>;

/**
 * May this item be shown to this recipient for this purpose now? Pure and total: never throws, the same input gives
 * the same answer, and what cannot be read (a date, a name, an unknown condition) counts as not shown. Modifiers
 * come first, then the first matching row; the other rows that match are listed.
 */
export function decide(input: DecisionInput, ruleset: RuleSet): Decision {
  const question = new Case(input, ruleset);
  const { recipient, purpose } = question;
  return {
    standsOn: [],
    alsoMatches: [],
    redact: [],
    ...(recipient ? { recipient: recipient.recipient } : {}),
    ...(purpose ? { purpose } : {}),
    ruleset: ruleset.version,
    decidedAt: instantText(input.now),
    ...verdictOn(question, input, ruleset),
  };
}

function verdictOn(question: Case, input: DecisionInput, ruleset: RuleSet): Verdict {
  const denial = findDenial(question, ruleset);
  if (denial) return { outcome: 'DENY', modifiers: [denial.modifier], reasons: denial.reasons };
  const rows = matchingRows(question, ruleset);
  const restricting = applying(question, ruleset, 'HOLD_UNLESS_OPENED').map((modifier) => modifier.id);
  const row =
    restricting.length > 0 ? rows.find((each) => opensRestricted(question, ruleset, each)) : rows[0];
  if (!row && restricting.length > 0) return held(restricting, rows);
  if (!row || !sharesOn(row)) return withoutSharing(question, ruleset, row, rows);
  const missing = findUnmetRequirement(question, ruleset, row);
  if (missing && restricting.length > 0) return held([...restricting, missing.modifier], rows);
  if (missing)
    return {
      outcome: 'DENY',
      modifiers: [missing.modifier],
      reasons: missing.reasons,
      alsoMatches: ids(rows),
    };
  return shared(question, input, ruleset, row, rows);
}

/** A custodian must act. Nothing in it tells which class, or that anything was missing besides. */
function held(modifiers: readonly Modifier[], rows: readonly RowRule[]): Verdict {
  return { outcome: 'HOLD', modifiers, reasons: ['RESTRICTED.HELD'], alsoMatches: ids(rows) };
}

function withoutSharing(
  question: Case,
  ruleset: RuleSet,
  row: RowRule | undefined,
  rows: readonly RowRule[],
): Verdict {
  const outcome: Outcome = row?.result ?? 'DENY';
  const reasons = whyNoRow(question, ruleset, row?.reasons ?? ['DECISION.NO_ROW']);
  return { outcome, modifiers: [], reasons, alsoMatches: ids(rows, row), ...(row ? { row: row.id } : {}) };
}

function shared(
  question: Case,
  input: DecisionInput,
  ruleset: RuleSet,
  row: RowRule,
  rows: readonly RowRule[],
): Verdict {
  return {
    outcome: row.result,
    row: row.id,
    modifiers: modifiersOf(question, ruleset),
    bases: basesOf(question, row, input.engagement ?? 'NOT_ASKED'),
    standsOn: agreementsUnder(question, row),
    reasons: [...row.reasons, ...alertsOf(question, ruleset, row)],
    alsoMatches: ids(rows, row),
    redact: question.redactable,
  };
}

function modifiersOf(question: Case, ruleset: RuleSet): readonly Modifier[] {
  return ruleset.modifiers
    .filter((each) => each.enabled && each.effect !== 'DENY_UNLESS' && allMet(question, each.when))
    .map((each) => each.id);
}

/** An opened restricted item alerts its custodian. */
function alertsOf(question: Case, ruleset: RuleSet, row: RowRule): readonly SharingReason[] {
  if (applying(question, ruleset, 'HOLD_UNLESS_OPENED').length === 0) return [];
  const sensitiveOnly = classesOf(question).every((name) => name === 'SENSITIVE_SERVICE');
  return row.id === 'D2' && !sensitiveOnly ? ['RESTRICTED.BREAK_GLASS'] : ['RESTRICTED.CUSTODIAN_ALERT'];
}

/** The other rows that would share or advise, so that a duty behind a permission is not lost. */
const ids = (rows: readonly RowRule[], settled?: RowRule): readonly Row[] =>
  rows.filter((row) => row !== settled && row.result !== 'DENY').map((row) => row.id);

const instantText = (instant: Date): string => (Number.isNaN(instant.getTime()) ? '' : instant.toISOString());

import { CONDITIONS } from '../conditions/index.js';
import type { Decision, DecisionInput } from '../facts.js';
import type { RuleSet } from '../ruleset.js';
import { barriersOf } from './barriers.js';
import { Case } from './case.js';
import { applying, columnFault, findDenial, findUnmetRequirement, opensRestricted } from './modifiers.js';
import { advised, held, refused, shared, withoutSharing, type Hearing, type Verdict } from './outcomes.js';
import { createBooks, type BookRow, type Conditions, type RuleBook } from './rule-book.js';
import { chooseRow, matchingRows, onlyAdvises, sharesOn } from './rows.js';

type Decide = (input: DecisionInput, ruleset: RuleSet) => Decision;

/** `conditions`: those of the project but in a test that asks what a condition decides. */
export function createDecide(conditions: Conditions): Decide {
  const bookOf = createBooks(conditions);
  return (input, ruleset) => {
    const book = bookOf(ruleset);
    const question = new Case(input, ruleset.parameters, book.bodies);
    const { recipient, purpose } = question;
    return {
      standsOn: [],
      alsoMatches: [],
      redact: [],
      ...(recipient ? { recipient: recipient.recipient } : {}),
      ...(purpose ? { purpose } : {}),
      ruleset: ruleset.version,
      decidedAt: instantText(input.now),
      ...verdictOn(question, book),
    };
  };
}

/**
 * May this item be shown to this recipient for this purpose now? Pure and total: never throws, the same input gives
 * the same answer, and what cannot be read (a date, a name, an unknown condition) counts as not shown. Modifiers
 * come first, then the first matching row; the other rows that match are listed.
 */
export const decide: Decide = createDecide(CONDITIONS);

function verdictOn(question: Case, book: RuleBook): Verdict {
  const denial = findDenial(question, book);
  if (denial) return { outcome: 'DENY', modifiers: [denial.modifier], reasons: denial.reasons };
  const barriers = barriersOf(question, book);
  const rows = matchingRows(question, book, barriers);
  const hearing = { question, book, barriers, rows };
  const restricting = applying(question, book, 'HOLD_UNLESS_OPENED');
  return restricting.length === 0
    ? settled(hearing, chooseRow(question, rows))
    : restricted(
        hearing,
        restricting.map(({ rule }) => rule.id),
      );
}

/** Whatever does not open every class waits for the custodian, unless the answer is no in any case. */
function restricted(hearing: Hearing, modifiers: Verdict['modifiers']): Verdict {
  const { question, book, barriers, rows } = hearing;
  const opening = rows.filter((row) => opensRestricted(question, book.ruleset, row));
  const row = chooseRow(question, opening);
  const missing = row && findUnmetRequirement(question, book, row);
  if (row && !missing) return settled(hearing, row);
  const isNo = barriers.some(({ beforeHold }) => beforeHold) && !rows.some(sharesOn);
  if (isNo) return withoutSharing(hearing, chooseRow(question, rows));
  return held(hearing, missing ? [...modifiers, missing.modifier] : modifiers);
}

function settled(hearing: Hearing, row: BookRow | undefined): Verdict {
  const { question, book } = hearing;
  if (!row || !sharesOn(row)) return withoutSharing(hearing, row);
  const missing = findUnmetRequirement(question, book, row);
  if (missing) return refused(hearing, missing.reasons, { modifier: missing.modifier });
  const noBasis = columnFault(question, row, row.article6, 'BASIS.ARTICLE_6_MISSING');
  if (noBasis.length > 0) return refused(hearing, noBasis, { row });
  return onlyAdvises(question, row) ? advised(hearing, row) : shared(hearing, row);
}

const instantText = (instant: Date): string => (Number.isNaN(instant.getTime()) ? '' : instant.toISOString());

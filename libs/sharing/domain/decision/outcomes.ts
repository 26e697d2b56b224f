import { reliedOn } from '../conditions/refusals.js';
import type { Decision, Modifier, Row } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { BarrierRule } from '../ruleset.js';
import type { Case } from './case.js';
import { cutUnder } from './cut.js';
import { unmetReasons } from './evaluate.js';
import { modifiersOf } from './modifiers.js';
import { fieldsUnder, stripFor } from './narrow.js';
import { owesUnder } from './owes.js';
import type { BookRow, RuleBook } from './rule-book.js';
import { agreementsUnder, basesOf, whyNoRow } from './rows.js';
import { alertsOn, openingOf } from './told.js';

export type Verdict = Pick<Decision, 'outcome' | 'modifiers' | 'reasons'> & Partial<Decision>;

/** What stands when a verdict is put into words. */
export interface Hearing {
  readonly question: Case;
  readonly book: RuleBook;
  readonly barriers: readonly BarrierRule[];
  /** Every row that matches. */
  readonly rows: readonly BookRow[];
}

/** A custodian must act. Nothing in it tells which class, or that anything was missing besides. */
export function held({ question, book, rows }: Hearing, modifiers: readonly Modifier[]): Verdict {
  return {
    outcome: 'HOLD',
    modifiers,
    reasons: ['RESTRICTED.HELD'],
    alsoMatches: ids(rows),
    ...alertsOn(question, book, ['HELD']),
  };
}

/** A modifier is not met by the row that matched, or no Article 6 basis of the row is open; later rows are not tried. */
export function refused(
  { question, book, rows }: Hearing,
  reasons: readonly SharingReason[],
  by: { readonly modifier?: Modifier; readonly row?: BookRow },
): Verdict {
  return {
    outcome: 'DENY',
    modifiers: by.modifier === undefined ? [] : [by.modifier],
    ...(by.row ? { row: by.row.rule.id } : {}),
    reasons,
    alsoMatches: ids(rows, by.row),
    ...alertsOn(question, book, ['SETTLED'], by.row),
  };
}

export function withoutSharing(
  { question, book, barriers, rows }: Hearing,
  row: BookRow | undefined,
): Verdict {
  const own = row?.rule.reasons ?? ['DECISION.NO_ROW'];
  const shut = barriers.map(({ reason }) => reason);
  return {
    outcome: row?.rule.result ?? 'DENY',
    modifiers: [],
    reasons: shut.length > 0 ? shut : whyNoRow(question, book, own),
    alsoMatches: ids(rows, row),
    ...(row ? { row: row.rule.id } : {}),
    ...alertsOn(question, book, ['SETTLED'], row),
  };
}

/** A person must confirm; nothing is shared until then. */
export function advised({ question, book, rows }: Hearing, row: BookRow): Verdict {
  return {
    outcome: 'ADVISE',
    row: row.rule.id,
    modifiers: modifiersOf(question, book, row),
    bases: basesOf(question, row, book),
    reasons: [...row.rule.reasons, ...unmetReasons(question, row.advisedUnless, row.rule)],
    alsoMatches: ids(rows, row),
    ...alertsOn(question, book, ['SETTLED'], row),
  };
}

export function shared({ question, book, rows }: Hearing, row: BookRow): Verdict {
  const { rule } = row;
  return {
    outcome: rule.result,
    row: rule.id,
    modifiers: modifiersOf(question, book, row),
    bases: basesOf(question, row, book),
    standsOn: agreementsUnder(question, row),
    reasons: [...rule.reasons, ...openingOf(question, book, row)],
    alsoMatches: ids(rows, row),
    redact: cutUnder(question, rule),
    ...limitsOf(question, book, row),
    ...(rule.apart === true ? { apart: true as const } : {}),
    ...alertsOn(question, book, ['SETTLED', 'SHARED'], row),
  };
}

type Limits = Pick<Decision, 'fields' | 'strip' | 'owes' | 'overrides'>;

/** Absent where they say nothing, as in what was recorded before there were any. */
function limitsOf(question: Case, book: RuleBook, row: BookRow): Limits {
  const fields = fieldsUnder(question, row);
  const strip = stripFor(question, book.ruleset);
  const owes = owesUnder(question, row);
  const override = reliedOn(question, row.rule);
  return {
    ...(fields === undefined ? {} : { fields }),
    ...(strip.length === 0 ? {} : { strip }),
    ...(owes.length === 0 ? {} : { owes }),
    ...(override === undefined ? {} : { overrides: [override.reference] }),
  };
}

/** The other rows that would share or advise, so that a duty behind a permission is not lost. */
const ids = (rows: readonly BookRow[], settled?: BookRow): readonly Row[] =>
  rows.filter((row) => row !== settled && row.rule.result !== 'DENY').map((row) => row.rule.id);

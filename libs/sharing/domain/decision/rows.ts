import type { AgreementId } from '#platform';
import type { Bases } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { BarrierRule } from '../ruleset.js';
import { limbOf } from '../conditions/bases.js';
import { isShut } from './barriers.js';
import type { Case } from './case.js';
import { allMet, codesOf, openBases, unmetReasons } from './evaluate.js';
import { asks } from './modifiers.js';
import type { Basis, BookRow, RuleBook } from './rule-book.js';

export const sharesOn = ({ rule: { result } }: BookRow): boolean =>
  result === 'PERMIT' || result === 'MUST_SHARE';

export function matchingRows(
  question: Case,
  { rows }: RuleBook,
  barriers: readonly BarrierRule[],
): readonly BookRow[] {
  return rows.filter(
    (row) => (barriers.length === 0 || !isShut(row, barriers)) && allMet(question, row.conditions, row.rule),
  );
}

/** A row that only advises lets later rows share; it goes before the rows that deny. */
export function chooseRow(question: Case, rows: readonly BookRow[]): BookRow | undefined {
  let advising: BookRow | undefined;
  for (const row of rows) {
    if (!sharesOn(row)) return advising ?? row;
    if (!onlyAdvises(question, row)) return row;
    advising ??= row;
  }
  return advising;
}

export const onlyAdvises = (question: Case, row: BookRow): boolean =>
  row.advisedUnless.length > 0 && !allMet(question, row.advisedUnless, row.rule);

export function basesOf(question: Case, row: BookRow, book: RuleBook): Bases {
  const nine = asks(question, row, book, 'articleNineOfRow') ? row.article9 : [];
  const ten = asks(question, row, book, 'articleTenOfItem') ? book.article10 : [];
  const open9 = openBases(question, nine, row.rule);
  const open10 = openBases(question, ten, row.rule);
  return {
    article6: codesOf(openBases(question, row.article6, row.rule)),
    article9: codesOf(open9),
    ...(open10.length === 0 ? {} : { article10: codesOf(open10) }),
    ...limbIn(question, [...open9, ...open10]),
    confidentiality: confidentialityOf(question, row),
    engagement: question.input.engagement ?? 'NOT_ASKED',
  };
}

/** Kept only where an answer stands on paragraph 18 as judged. */
function limbIn(question: Case, open: readonly Basis[]): Pick<Bases, 'limb'> {
  const stands = open.some(({ names }) => names.includes('paragraph18LimbJudged'));
  const limb = stands ? limbOf(question) : undefined;
  return limb === undefined ? {} : { limb };
}

function confidentialityOf(question: Case, row: BookRow): string {
  const open = codesOf(openBases(question, row.routes, row.rule));
  return open.length === 0 ? row.rule.confidentiality : open.join(', ');
}

/** Only rows that need agreement stand on it: withdrawing it takes nothing from the others. */
export function agreementsUnder(question: Case, row: BookRow): readonly AgreementId[] {
  if (!row.onAgreement) return [];
  return question.standings.flatMap((standing) => (standing.agreed ? standing.agreements : []));
}

const TELLING: readonly SharingReason[] = [
  'AGREEMENT.DISAGREEMENT',
  'AGREEMENT.REFUSED',
  'AGREEMENT.WITHDRAWN',
];

/** What agreement lacks, refusals and withdrawals first, then why a road that was offered does not open. */
export function whyNoRow(
  question: Case,
  { rows }: RuleBook,
  own: readonly SharingReason[],
): readonly SharingReason[] {
  const lacking = question.standings.flatMap((standing) => (standing.agreed ? [] : [standing.reason]));
  const barred = lacking.filter((reason) => TELLING.includes(reason));
  const offered = rows.filter((row) => isOffered(question, row));
  const unmet = offered.flatMap((row) => unmetReasons(question, row.conditions, row.rule));
  return [...new Set([...own, ...barred, ...lacking, ...unmet])];
}

function isOffered(question: Case, { rule: { judgement }, offered }: BookRow): boolean {
  if (judgement !== undefined && question.judgements.some(({ kind }) => kind === judgement)) return true;
  return offered.length > 0 && allMet(question, offered);
}

import type { AgreementId } from '#platform';
import type { Bases } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { RowRule, RuleSet } from '../ruleset.js';
import type { Case } from './case.js';
import { allMet, openBases, unmetReasons } from './evaluate.js';

export const sharesOn = (row: RowRule): boolean => row.result === 'PERMIT' || row.result === 'MUST_SHARE';

export function matchingRows(question: Case, ruleset: RuleSet): readonly RowRule[] {
  return ruleset.rows.filter((row) => row.enabled && allMet(question, row.conditions));
}

export function basesOf(question: Case, row: RowRule, engagement: Bases['engagement']): Bases {
  const special = question.item.sensitivity !== 'P';
  return {
    article6: openBases(question, row.article6),
    article9: special ? openBases(question, row.article9) : [],
    confidentiality: row.confidentiality,
    engagement,
  };
}

/** Only rows that need agreement stand on it: withdrawing it takes nothing from the others. */
export function agreementsUnder(question: Case, row: RowRule): readonly AgreementId[] {
  if (!row.conditions.includes('everySubjectAgrees')) return [];
  return question.standings.flatMap((standing) => (standing.agreed ? standing.agreements : []));
}

const TELLING: readonly SharingReason[] = ['AGREEMENT.REFUSED', 'AGREEMENT.WITHDRAWN'];

/** What agreement lacks, refusals and withdrawals first, then why a judgement that was offered does not open a row. */
export function whyNoRow(
  question: Case,
  ruleset: RuleSet,
  own: readonly SharingReason[],
): readonly SharingReason[] {
  const lacking = question.standings.flatMap((standing) => (standing.agreed ? [] : [standing.reason]));
  const barred = lacking.filter((reason) => TELLING.includes(reason));
  return [...new Set([...own, ...barred, ...lacking, ...judgementReasons(question, ruleset)])];
}

/** Of each row of a judgement, the reasons it waits for; nothing where that judgement was not offered. */
function judgementReasons(question: Case, ruleset: RuleSet): readonly SharingReason[] {
  const offered = ruleset.rows.filter(
    (row) =>
      row.enabled && row.judgement !== undefined && row.judgement === question.item.sharing.judgement?.kind,
  );
  return offered.flatMap((row) => unmetReasons(question, row.conditions));
}

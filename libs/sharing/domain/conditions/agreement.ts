import type { AgreementId } from '#platform';
import { MET, metIf, offeredIf, unmet, type Condition } from '../decision/finding.js';
import { counts } from '../agreements/parental.js';
import { lastsAt } from '../time/stated-time.js';

export const statutoryTaskStated: Condition = ({ item }) => offeredIf(item.sharing.task !== undefined);

/** Each subject for themselves: one person's agreement never stands for another's. */
export const everySubjectAgrees: Condition = ({ standings }) => {
  if (standings.length === 0) return unmet('AGREEMENT.NO_SUBJECT');
  for (const standing of standings) if (!standing.agreed) return unmet(standing.reason);
  return MET;
};

/** Somebody agrees, and whoever does not can be cut out without trace. */
export const everySubjectAgreesOrIsCut: Condition = ({ standings, subjects }) => {
  let first = undefined;
  for (const [at, standing] of standings.entries()) {
    if (standing.agreed) continue;
    if (subjects[at]?.separable !== true) return unmet(standing.reason);
    first ??= standing.reason;
  }
  const somebody = standings.some(({ agreed }) => agreed);
  return somebody ? MET : unmet(first ?? 'AGREEMENT.NO_SUBJECT');
};

export const someSubjectWithoutAgreement: Condition = ({ standings }) =>
  offeredIf(standings.some((each) => !each.agreed));

/** A general agreement never opens a sensitive service. */
export const everySubjectNamesKind: Condition = ({ standings }) =>
  metIf(
    standings.length > 0 && standings.every((each) => each.agreed && each.namesKind),
    'AGREEMENT.NOT_COVERED',
  );

/** Article 9(2)(a): of everybody who agrees, in express words. */
export const expressStatement: Condition = ({ standings, input: { agreements } }) => {
  if (!agreements.some(({ express }) => express === true)) return unmet('BASIS.NOT_EXPRESS');
  const express = new Set(
    agreements.filter((each) => each.express === true).map(({ agreement }) => agreement),
  );
  const agreeing = standings.flatMap((each) => (each.agreed ? [each.agreements] : []));
  const all = agreeing.length > 0 && agreeing.every((own) => own.some((id) => express.has(id)));
  return metIf(all, 'BASIS.NOT_EXPRESS');
};

/** An overdue review ends nothing; somebody is told. */
export const agreementReviewOverdue: Condition = ({ standings, input, now }, row) => {
  if (row?.onAgreement !== true) return offeredIf(false);
  const overdue = input.agreements.filter(
    ({ reviewAt }) => reviewAt !== undefined && !lastsAt(reviewAt, now),
  );
  const standsOn = (id: AgreementId) => standings.some((each) => each.agreed && each.agreements.includes(id));
  return offeredIf(overdue.some(({ agreement }) => standsOn(agreement)));
};

/** Somebody without parental responsibility said no. */
export const viewNoted: Condition = ({ subjects, input, parameters }) =>
  offeredIf(
    input.agreements.some(
      (each) =>
        each.status !== 'GIVEN' &&
        subjects.some(
          (subject) =>
            (subject.person === each.person || subject.record === each.record) &&
            !counts(each, subject, parameters),
        ),
    ),
  );

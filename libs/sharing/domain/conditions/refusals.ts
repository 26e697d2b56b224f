import type { Case } from '../decision/case.js';
import { MET, metIf, offeredIf, unmet, type Condition, type Finding } from '../decision/finding.js';
import { isMissed } from '../decision/owed.js';
import { overrideFor } from '../override/override-answer.js';
import type { OverrideRecord } from '../facts.js';
import type { RowRule } from '../ruleset.js';

/** A refusal or withdrawal is answered by an override record; until one exists, the row waits. */
export const refusalOverridden: Condition = ({ standings }) =>
  metIf(!standings.some((each) => !each.agreed && each.barred), 'OVERRIDE.MISSING');

/** A complete record answers it, or whoever refused is cut out and somebody is left. */
export const refusalOverriddenOrCut: Condition = (question, row) => {
  const { standings, subjects } = question;
  let stays = 0;
  let refused = 0;
  let stuck = 0;
  standings.forEach((standing, at) => {
    if (standing.agreed || !standing.barred) stays += 1;
    else if (subjects[at]?.separable === true) refused += 1;
    else stuck += 1;
  });
  if (refused + stuck === 0 || (stuck === 0 && stays > 0)) return MET;
  return overridden(question, row);
};

/** The duty binds whatever anyone answered; while it only advises, it waits for the record as other rows do. */
export const refusalOverriddenWhereAdvisory: Condition = (question, row) =>
  question.parameters.duty_16LA_advisory === true && hasRefusal(question) ? overridden(question, row) : MET;

/** Somebody refused or withdrew, and no complete record answers it: one is owed. */
export const overrideOwed: Condition = (question, row) =>
  offeredIf(hasRefusal(question) && overrideFor(question, row?.id).record === undefined);

/** What was owed for an earlier disclosure on this row and never came shuts it. */
export const recordsNotMissed: Condition = (question, row) =>
  metIf(
    !(question.input.owing ?? []).some((owed) => owed.row === row?.id && isMissed(owed, question)),
    'RECORD.MISSED',
  );

/** The record that a refusal was overridden on; undefined where nobody refused. */
export const reliedOn = (question: Case, row: RowRule): OverrideRecord | undefined =>
  hasRefusal(question) ? overrideFor(question, row.id).record : undefined;

export const hasRefusal = ({ standings }: Case): boolean =>
  standings.some((each) => !each.agreed && each.barred);

function overridden(question: Case, row: RowRule | undefined): Finding {
  const answer = overrideFor(question, row?.id);
  if (answer.record) return MET;
  const [first, ...more] = answer.reasons;
  return first === undefined ? unmet('OVERRIDE.MISSING') : unmet(first, more);
}

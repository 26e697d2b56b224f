import type { Case } from '../decision/case.js';
import { MET, metIf, NOT_OFFERED, unmet, type Condition, type Finding } from '../decision/finding.js';
import type { JudgementKind } from '../facts.js';
import { surelyUnder } from '../time/age.js';

export const immediateDangerJudged: Condition = (question) => judged(question, 'IMMEDIATE_DANGER');
export const significantHarmJudged: Condition = (question) => judged(question, 'SIGNIFICANT_HARM');

export const childAmongSubjects: Condition = (question) => metIf(hasChild(question), 'JUDGEMENT.NO_CHILD');

/** Under 18 on every birth date that fits, or not born yet. */
export const hasChild = ({ subjects, parameters, now }: Case): boolean =>
  subjects.some(
    ({ bornOn, unborn }) => unborn === true || surelyUnder(parameters.childAgeLimit, bornOn, now),
  );

export function judged(question: Case, kind: JudgementKind): Finding {
  const fault = question.judgementFault(kind);
  if (fault === undefined) return MET;
  return fault === 'NOT_OFFERED' ? NOT_OFFERED : unmet(fault);
}

import type { Case } from '../decision/case.js';
import { MET, metIf, NOT_OFFERED, unmet, type Condition, type Finding } from '../decision/finding.js';
import type { JudgementFacts } from '../facts.js';
import { surelyUnder } from '../time/age.js';

export const immediateDangerJudged: Condition = (question) => judged(question, 'IMMEDIATE_DANGER');
export const significantHarmJudged: Condition = (question) => judged(question, 'SIGNIFICANT_HARM');

export const childAmongSubjects: Condition = (question) => metIf(hasChild(question), 'JUDGEMENT.NO_CHILD');

/** A refusal or withdrawal is answered by an override record; until one exists, the row waits. */
export const refusalOverridden: Condition = ({ standings }) =>
  metIf(!standings.some((each) => !each.agreed && each.barred), 'OVERRIDE.MISSING');

export const hasChild = ({ subjects, parameters, now }: Case): boolean =>
  subjects.some((subject) => surelyUnder(parameters.childAgeLimit, subject.bornOn, now));

function judged(question: Case, kind: JudgementFacts['kind']): Finding {
  const fault = question.judgementFault(kind);
  if (fault === undefined) return MET;
  return fault === 'NOT_OFFERED' ? NOT_OFFERED : unmet(fault);
}

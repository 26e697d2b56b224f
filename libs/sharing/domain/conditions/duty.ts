import type { Case } from '../decision/case.js';
import { MET, metIf, NOT_OFFERED, offeredIf, unmet, type Condition } from '../decision/finding.js';
import type { BodyFacts } from '../facts.js';
import { notSharing } from '../override/override-answer.js';
import type { SharingReason } from '../reasons.js';
import { instantOf } from '../time/stated-time.js';
import { judged } from './judgements.js';
import { processingRestricted } from './rights.js';

/** Children Act 2004 section 16LA. A date that is not set, or cannot be read, never arrives. */
export const dutyInForce: Condition = ({ parameters, now }) =>
  metIf(instantOf(parameters.duty_16LA_from) <= now, 'DUTY.NOT_IN_FORCE');

export const bothInScope: Condition = ({ sender, receiver }) => {
  const fault = scopeFault(sender) ?? scopeFault(receiver);
  return fault === undefined ? MET : unmet(fault);
};

/** England only; a body in scope by contract only for work under that contract. */
function scopeFault({ inScope, underContract, nation }: BodyFacts): SharingReason | undefined {
  if (nation !== undefined && nation !== 'ENGLAND') return 'DUTY.NOT_ENGLAND';
  if (inScope === undefined) return 'DUTY.NOT_IN_SCOPE';
  return inScope === 'CONTRACT' && underContract !== true ? 'DUTY.OTHER_WORK' : undefined;
}

/** A practitioner holds it relevant to safeguarding or welfare, and helpful to what the recipient does. */
export const relevantAndMayHelp: Condition = (question) => judged(question, 'RELEVANT_AND_MAY_HELP');

/** A decision not to share counts only with its record; until then the duty stands. */
export const notMoreDetrimental: Condition = (question) => {
  const stopped = isJudgedMoreHarmful(question) && notSharing(question).record !== undefined;
  return metIf(!stopped, 'DUTY.MORE_DETRIMENTAL');
};

export const moreHarmJudged: Condition = (question) => offeredIf(isJudgedMoreHarmful(question));

/** While the duty only advises, or a person restricted the use of their data, somebody confirms each time. */
export const dutyConfirmed: Condition = (question) => {
  const needed = question.parameters.duty_16LA_advisory === true || processingRestricted(question).met;
  if (!needed) return MET;
  const finding = judged(question, 'DUTY_CONFIRMED');
  return finding.met || finding.reason ? finding : unmet('DUTY.NOT_CONFIRMED');
};

/** For a voluntary sender: the duty does not bind here, or only advises so far. */
export const outsideDuty: Condition = (question) =>
  metIf(!dutyApplies(question) || !dutyConfirmed(question).met, 'DUTY.BINDS');

/** Something is shared on another row while the duty waits for a person to confirm. */
export const dutyAdvised: Condition = (question, row) =>
  offeredIf(
    row?.id !== 'D4' &&
      question.purpose !== 'IG_AUDIT' &&
      question.purpose !== 'RIGHTS' &&
      dutyApplies(question) &&
      !dutyConfirmed(question).met,
  );

/** Judged to harm more than silence, and the record is not there that a decision not to share needs. */
export const notSharingUnrecorded: Condition = (question) =>
  offeredIf(
    isJudgedMoreHarmful(question) && dutyApplies(question) && notSharing(question).record === undefined,
  );

/** Section 16LC: the consistent identifier was left out, though it was known and would do no harm. */
export const identifierLeftOut: Condition = ({ item, parameters, now }) => {
  if (!(instantOf(parameters.identifier_16LC_from) <= now)) return NOT_OFFERED;
  return offeredIf(item.sharing.identifier === 'LEFT_OUT');
};

const dutyApplies = (question: Case): boolean =>
  [dutyInForce, bothInScope, relevantAndMayHelp, notMoreDetrimental].every((each) => each(question).met);

const isJudgedMoreHarmful = (question: Case): boolean =>
  question.judgementFault('MORE_HARM_THAN_SILENCE') === undefined;

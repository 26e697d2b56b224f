import type { Case } from '../decision/case.js';
import { MET, metIf, offeredIf, unmet, type Condition } from '../decision/finding.js';
import { instantOf } from '../time/stated-time.js';
import { everySubjectAgrees } from './agreement.js';
import { specialCategoryData } from './bases.js';
import { hasRefusal } from './refusals.js';

/** Article 6(1)(e) is for those who have a public task. */
export const publicSender: Condition = (question) => metIf(!isVoluntary(question), 'BASIS.NOT_PUBLIC');
export const voluntarySender: Condition = (question) => metIf(isVoluntary(question), 'BASIS.NOT_VOLUNTARY');

/** Article 6(1)(ea), in force from a date; public authorities keep to their public task. */
export const recognisedInterest: Condition = ({ parameters, now }) =>
  metIf(instantOf(parameters.recognisedInterestFrom) <= now, 'BASIS.RECOGNISED_INTEREST_NOT_IN_FORCE');

export const purposeIsSafeguarding: Condition = ({ purpose, parameters }) =>
  metIf(
    purpose !== undefined && (parameters.safeguardingPurposes ?? []).includes(purpose),
    'VOLUNTARY.NOT_SAFEGUARDING',
  );

/** A voluntary sender shares for early help as anyone does; for other ends it has rows of its own. */
export const earlyHelpOrPublicSender: Condition = (question) => {
  if (!isVoluntary(question)) return MET;
  const { purpose, recipient, parameters } = question;
  const { purposes = [], roles = [] } = parameters.earlyHelp ?? {};
  const is =
    (purpose !== undefined && purposes.includes(purpose)) || roles.some((role) => role === recipient?.role);
  return metIf(is, 'VOLUNTARY.NOT_EARLY_HELP');
};

export const agreedOrPublicInterest: Condition = (question, row) =>
  everySubjectAgrees(question, row).met ? MET : publicInterestRecorded(question, row);

export const publicInterestRecorded: Condition = ({ item }) => {
  const { publicInterest } = item.sharing;
  const recorded =
    publicInterest === true || (typeof publicInterest === 'string' && publicInterest.trim() !== '');
  return metIf(recorded, 'VOLUNTARY.NO_PUBLIC_INTEREST');
};

/** This row is not open against a refusal or withdrawal. */
export const nobodyRefused: Condition = (question) => {
  const refused = question.standings.find((each) => !each.agreed && each.barred);
  if (!hasRefusal(question) || refused === undefined || refused.agreed) return MET;
  return unmet(refused.reason);
};

/**
 * With an agreement in hand, special category data stands on the agreement alone. One that does not reach this is in
 * hand too: to narrow what one agreed to must not open another road.
 */
export const notSpecialOnAgreement: Condition = (question) => {
  const { standings } = question;
  const inHand = standings.every((each) => each.agreed || each.reason === 'AGREEMENT.NOT_COVERED');
  const special = specialCategoryData(question).met;
  return metIf(!(special && inHand && standings.length > 0), 'AGREEMENT.ANSWERS_INSTEAD');
};

export const noPublicTask: Condition = ({ item }) =>
  metIf(item.sharing.task === undefined, 'VOLUNTARY.PUBLIC_TASK');

export const realChoice: Condition = ({ item }) =>
  metIf(item.sharing.realChoice === true, 'VOLUNTARY.NO_REAL_CHOICE');

export const statuteNeedsConsent: Condition = ({ item }) =>
  offeredIf(item.sharing.statuteConsent !== undefined);

export const statutoryConsentGiven: Condition = ({ item }) =>
  metIf(item.sharing.statuteConsent?.given === true, 'BASIS.STATUTE_NEEDS_CONSENT');

/** A public authority unless stated otherwise, or of the voluntary sector. */
function isVoluntary({ sender, item }: Case): boolean {
  const sector: string = item.sector;
  return (sender.kind ?? (sector === 'voluntary' ? 'VOLUNTARY' : 'PUBLIC')) !== 'PUBLIC';
}

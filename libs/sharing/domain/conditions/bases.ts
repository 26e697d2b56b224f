import type { Judgement } from '#contracts';
import type { Case } from '../decision/case.js';
import { metIf, offeredIf, type Condition } from '../decision/finding.js';
import type { RecipientFacts } from '../facts.js';
import { surelyUnder } from '../time/age.js';
import { hasChild } from './judgements.js';

const CARE: readonly (RecipientFacts['role'] | undefined)[] = ['MASH', 'EARLY_HELP', 'SOCIAL_CARE'];

/** Special category, or to be handled as such: health, safeguarding, criminal and restricted. */
export const specialCategory: Condition = ({ item }) => offeredIf(item.sensitivity !== 'P');

/** The same without crime data, which has Article 10 instead, unless it holds special category data besides. */
export const specialCategoryData: Condition = ({ item }) => {
  const { sensitivity } = item;
  return offeredIf(item.specialCategory === true || (sensitivity !== 'P' && sensitivity !== 'C'));
};

/** Data Protection Act 2018, Schedule 1, paragraph 18: which limb applies is the sender's to say. */
export const paragraph18Limb: Condition = ({ item }) =>
  metIf(item.sharing.judgement?.limb !== undefined, 'BASIS.PARA_18_LIMB_MISSING');

/** The limb is part of a judgement that holds; nobody's name, no limb. */
export const paragraph18LimbJudged: Condition = (question) =>
  metIf(limbOf(question) !== undefined, 'BASIS.PARA_18_LIMB_MISSING');

export const limbOf = ({ holding }: Case): Judgement['limb'] =>
  holding.find(({ limb }) => limb !== undefined)?.limb;

export const paragraph18Child: Condition = (question) => metIf(hasChild(question), 'BASIS.PARA_18_NO_CHILD');

/** Somebody under 18, or an adult at risk. */
export const paragraph18Person: Condition = (question) =>
  metIf(
    hasChild(question) || question.subjects.some(({ atRisk }) => atRisk === true),
    'BASIS.PARA_18_NOBODY_AT_RISK',
  );

/** Schedule 1 Part 2 asks for an appropriate policy document. */
export const policyDocumentKept: Condition = ({ sender }) =>
  metIf(sender.policyDocument === true, 'BASIS.POLICY_DOCUMENT_MISSING');

/** Paragraph 2: provision or management of social care, by teams bound to confidentiality. */
export const recipientProvidesCare: Condition = ({ recipient }) =>
  metIf(CARE.includes(recipient?.role), 'BASIS.PARA_2_NOT_CARE');

/** Paragraph 6: a function conferred by an enactment. */
export const functionByEnactment: Condition = ({ item }) =>
  metIf(item.sharing.task !== undefined, 'BASIS.PARA_6_NO_TASK');

/** Article 9(2)(c): physically or legally unable to give consent. A child below the age of competence is. */
export const subjectsCannotConsent: Condition = (question) =>
  metIf(
    question.item.sharing.judgement?.limb === 'CANNOT_GIVE' || allTooYoung(question),
    'BASIS.VITAL_INTERESTS_CAN_CONSENT',
  );

/** The same, where the limb is part of a judgement that holds. */
export const subjectsJudgedUnableToConsent: Condition = (question) =>
  metIf(limbOf(question) === 'CANNOT_GIVE' || allTooYoung(question), 'BASIS.VITAL_INTERESTS_CAN_CONSENT');

const allTooYoung = ({ subjects, parameters, now }: Case): boolean =>
  subjects.length > 0 &&
  subjects.every(
    ({ bornOn, unborn }) => unborn === true || surelyUnder(parameters.competenceFrom, bornOn, now),
  );

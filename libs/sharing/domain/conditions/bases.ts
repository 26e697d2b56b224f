import { metIf, type Condition } from '../decision/finding.js';
import type { RecipientFacts } from '../facts.js';
import { surelyUnder } from '../time/age.js';
import { hasChild } from './judgements.js';

const CARE: readonly (RecipientFacts['role'] | undefined)[] = ['MASH', 'EARLY_HELP', 'SOCIAL_CARE'];

/** Special category, or to be handled as such: health, safeguarding, criminal and restricted. */
export const specialCategory: Condition = ({ item }) => ({ met: item.sensitivity !== 'P' });

/** Data Protection Act 2018, Schedule 1, paragraph 18: which limb applies is the sender's to say. */
export const paragraph18Limb: Condition = ({ item }) =>
  metIf(item.sharing.judgement?.limb !== undefined, 'BASIS.PARA_18_LIMB_MISSING');

export const paragraph18Child: Condition = (question) => metIf(hasChild(question), 'BASIS.PARA_18_NO_CHILD');

/** Paragraph 2: provision or management of social care, by teams bound to confidentiality. */
export const recipientProvidesCare: Condition = ({ recipient }) =>
  metIf(CARE.includes(recipient?.role), 'BASIS.PARA_2_NOT_CARE');

/** Paragraph 6: a function conferred by an enactment. */
export const functionByEnactment: Condition = ({ item }) =>
  metIf(item.sharing.task !== undefined, 'BASIS.PARA_6_NO_TASK');

/** Article 9(2)(c): physically or legally unable to give consent. A child below the age of competence is. */
export const subjectsCannotConsent: Condition = ({ item, subjects, parameters, now }) => {
  const said = item.sharing.judgement?.limb === 'CANNOT_GIVE';
  const young = subjects.every((each) => surelyUnder(parameters.competenceFrom, each.bornOn, now));
  return metIf(said || (subjects.length > 0 && young), 'BASIS.VITAL_INTERESTS_CAN_CONSENT');
};

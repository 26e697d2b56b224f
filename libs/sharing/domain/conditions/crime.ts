import type { Case } from '../decision/case.js';
import { metIf, offeredIf, type Condition } from '../decision/finding.js';

/** Gathered for law enforcement (Data Protection Act 2018 Part 3): as stated, else crime data of a force. */
export const policeLawEnforcementOrigin: Condition = (question) => offeredIf(isPart3(question));

/** Crime data that is not of such origin. */
export const crimeDataOtherSender: Condition = (question) =>
  offeredIf(question.item.sensitivity === 'C' && !isPart3(question));

/** Some law lets the force pass it on: as stated with the item, else as governance has it registered. */
export const authorisedByLaw: Condition = ({ item, sender }) => {
  const law = item.sharing.authorisedByLaw ?? sender.authorisedByLaw ?? '';
  return metIf(law.trim() !== '', 'BASIS.NOT_AUTHORISED_BY_LAW');
};

export const officialAuthority: Condition = ({ sender }) =>
  metIf(sender.officialAuthority === true, 'BASIS.NO_OFFICIAL_AUTHORITY');

function isPart3({ item, sender }: Case): boolean {
  const { origin } = item.sharing;
  if (origin !== undefined) return origin === 'LAW_ENFORCEMENT';
  return item.sensitivity === 'C' && (sender.lawEnforcement === true || item.sector === 'police');
}

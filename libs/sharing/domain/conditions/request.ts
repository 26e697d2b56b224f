import type { Purpose } from '#contracts';
import { covers } from '#platform';
import type { Case } from '../decision/case.js';
import { metIf, NOT_OFFERED, offeredIf, unmet, type Condition } from '../decision/finding.js';

const WORK: readonly (Purpose | undefined)[] = ['SCREENING', 'S47', 'CASEWORK', 'TAF'];

export const purposeStated: Condition = ({ purpose }) => metIf(purpose !== undefined, 'DECISION.NO_PURPOSE');

export const recipientNamed: Condition = ({ recipient }) =>
  metIf((recipient?.recipient ?? '') !== '', 'DECISION.NO_RECIPIENT');

export const senderAuthorityStated: Condition = ({ item }) =>
  metIf(item.sharing.authority.trim() !== '', 'DECISION.NO_AUTHORITY');

/** Where the sender names recipients, only they and their teams may be considered; where it can name none, the duty desk. */
export const recipientAmongThoseNamed: Condition = (question) => {
  const { item, recipient } = question;
  if (!recipient) return NOT_OFFERED;
  const { recipients: named, toDutyDesk } = item.sharing;
  if (toDutyDesk === true && !isDutyDesk(question)) return unmet('DECISION.NO_RECIPIENT');
  const among = named === undefined || named.some((each) => covers(each, recipient.recipient));
  return metIf(among, 'DECISION.RECIPIENT_NOT_NAMED');
};

const isDutyDesk = (question: Case): boolean =>
  question.recipient?.recipient === question.parameters.dutyDesk?.recipient &&
  question.judgementFault('IMMEDIATE_DANGER') === undefined;

/** Governance reads for audit and rights only, and nobody else does. */
export const purposeFitsRole: Condition = ({ purpose, recipient }) => {
  if (!purpose || !recipient) return NOT_OFFERED;
  return metIf(WORK.includes(purpose) !== (recipient.role === 'IG'), 'DECISION.PURPOSE_NOT_FOR_ROLE');
};

export const purposeIsWork: Condition = ({ purpose }) => offeredIf(WORK.includes(purpose));
export const purposeIsAudit: Condition = ({ purpose }) => offeredIf(purpose === 'IG_AUDIT');
export const purposeIsRights: Condition = ({ purpose }) => offeredIf(purpose === 'RIGHTS');
export const purposeIsEnquiry: Condition = ({ purpose }) => offeredIf(purpose === 'S47');

export const purposeIsProtective: Condition = ({ purpose, parameters }) =>
  metIf(purpose !== undefined && parameters.protectivePurposes.includes(purpose), 'JUDGEMENT.OTHER_PURPOSE');

import type { Condition } from '../decision/finding.js';
import {
  everySubjectAgrees,
  everySubjectNamesKind,
  someSubjectWithoutAgreement,
  statutoryTaskStated,
} from './agreement.js';
import {
  functionByEnactment,
  paragraph18Child,
  paragraph18Limb,
  recipientProvidesCare,
  specialCategory,
  subjectsCannotConsent,
} from './bases.js';
import {
  childAmongSubjects,
  immediateDangerJudged,
  refusalOverridden,
  significantHarmJudged,
} from './judgements.js';
import {
  purposeFitsRole,
  purposeIsAudit,
  purposeIsEnquiry,
  purposeIsProtective,
  purposeIsRights,
  purposeIsWork,
  purposeStated,
  recipientAmongThoseNamed,
  recipientNamed,
  senderAuthorityStated,
} from './request.js';
import { restrictedItem } from './restricted.js';
import { thirdPartyWithoutBasis } from './third-parties.js';

/** Every condition that a rule set may name. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  childAmongSubjects,
  everySubjectAgrees,
  everySubjectNamesKind,
  functionByEnactment,
  immediateDangerJudged,
  paragraph18Child,
  paragraph18Limb,
  purposeFitsRole,
  purposeIsAudit,
  purposeIsEnquiry,
  purposeIsProtective,
  purposeIsRights,
  purposeIsWork,
  purposeStated,
  recipientAmongThoseNamed,
  recipientNamed,
  recipientProvidesCare,
  refusalOverridden,
  restrictedItem,
  senderAuthorityStated,
  significantHarmJudged,
  someSubjectWithoutAgreement,
  specialCategory,
  statutoryTaskStated,
  subjectsCannotConsent,
  thirdPartyWithoutBasis,
};

import type { AgencyId, AgreementId, RecordId } from '#platform';
import type { Sealed } from '#vault';
import type { CompetenceFinding, StatedAuthority } from '../agreement-events.js';
import type { AgreementFacts } from '../facts.js';

/** An `agreement-` stream folded. Who it is for (person) is joined when it is used, because links move. */
export type AgreementState = Omit<AgreementFacts, 'person' | 'authority' | 'by'> & {
  readonly authority: StatedAuthority;
  readonly agency: AgencyId;
  readonly reference: string;
  readonly competence?: CompetenceFinding;
  /** The record of whoever answered; the person is joined as that of the agreement is. */
  readonly answeredBy?: RecordId;
  readonly method?: string;
  readonly wordingVersion?: string;
  readonly noticeVersion?: string;
  readonly sealed?: Sealed;
  readonly narrowedAt?: string;
  readonly reviewedAt?: string;
  readonly replacedBy?: AgreementId;
};

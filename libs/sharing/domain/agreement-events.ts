import type { AgencyId, AgreementId, ItemId, RecordId } from '#platform';
import type { Sealed } from '#vault';
import type { AgreementFacts } from './facts.js';

/** Who may answer in an agency's event. */
export type StatedAuthority = Exclude<AgreementFacts['authority'], 'BEST_INTERESTS'>;

/** Stream `agreement-<AgreementId>`. Raised by intake from agencies' agreement events (later also by the workbench). */
export interface AgreementGiven {
  readonly agreement: AgreementId;
  readonly reference: string;
  readonly agency: AgencyId;
  readonly record: RecordId;
  readonly item: ItemId;
  readonly authority: StatedAuthority;
  readonly competent?: boolean;
  readonly purposes: AgreementFacts['purposes'];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly exclusions: readonly string[];
  readonly method: string;
  readonly wordingVersion: string;
  readonly noticeVersion: string;
  readonly givenAt: string;
  readonly reviewAt?: string;
  readonly expiresAt: string;
  /** Who gave it, and the competence note: sealed under the record, class P, context = agreement id. */
  readonly sealed: Sealed;
}

export interface AgreementWithdrawn {
  readonly agreement: AgreementId;
  readonly reference: string;
  readonly agency: AgencyId;
  readonly record: RecordId;
  readonly item: ItemId;
  readonly withdrawnAt: string;
  readonly by: StatedAuthority;
}

export interface AgreementRefused {
  readonly agreement: AgreementId;
  readonly reference: string;
  readonly agency: AgencyId;
  readonly record: RecordId;
  readonly item: ItemId;
  readonly refusedAt: string;
  readonly by: StatedAuthority;
}

export const AGREEMENT_STREAMS = 'agreement-';

export type AgreementEvent =
  | { readonly type: 'AgreementGiven'; readonly data: AgreementGiven }
  | { readonly type: 'AgreementWithdrawn'; readonly data: AgreementWithdrawn }
  | { readonly type: 'AgreementRefused'; readonly data: AgreementRefused };

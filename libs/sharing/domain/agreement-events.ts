import type { AgencyId, AgreementId, ItemId, RecordId } from '#platform';
import type { Sealed } from '#vault';
import type { AgreementFacts, ParentalGround } from './facts.js';

/** Who may answer in an agency's event. */
export type StatedAuthority = Exclude<AgreementFacts['authority'], 'BEST_INTERESTS'>;

/** What a statement about an agreement says of itself. */
interface About {
  readonly agreement: AgreementId;
  readonly reference: string;
  readonly agency: AgencyId;
  readonly record: RecordId;
  readonly item: ItemId;
}

interface StatedTerms {
  readonly purposes: AgreementFacts['purposes'];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly exclusions: readonly string[];
}

/** Who found somebody competent or not stays sealed; in what role, when and what is open. */
export interface CompetenceFinding {
  readonly role?: string;
  readonly date: string;
  readonly result: 'COMPETENT' | 'NOT_COMPETENT';
}

/** Stream `agreement-<AgreementId>`. Raised by intake from agencies' agreement events (later also by the workbench). */
export interface AgreementGiven extends About, StatedTerms {
  readonly authority: StatedAuthority;
  readonly competent?: boolean;
  /** Of the person whose agreement it is, in whole years: items keep the month of birth alone. */
  readonly ageThen?: number;
  /** The most that it can have been: more than `ageThen` only where no more than the month of birth was stated. */
  readonly ageThenAtMost?: number;
  readonly competence?: CompetenceFinding;
  /** The record of whoever answered. */
  readonly answeredBy?: RecordId;
  readonly ground?: ParentalGround;
  readonly groundUntil?: string;
  readonly registeredOn?: string;
  readonly withinTerms?: boolean;
  readonly express?: boolean;
  readonly method: string;
  readonly wordingVersion: string;
  readonly noticeVersion: string;
  readonly givenAt: string;
  readonly reviewAt?: string;
  readonly expiresAt: string;
  /** Who gave it, and the competence note: sealed under the record, class P, context = agreement id. */
  readonly sealed: Sealed;
}

export interface AgreementWithdrawn extends About {
  readonly withdrawnAt: string;
  readonly by: StatedAuthority;
  readonly answeredBy?: RecordId;
}

export interface AgreementRefused extends About {
  readonly refusedAt: string;
  readonly by: StatedAuthority;
  readonly answeredBy?: RecordId;
}

/** What is left of the agreement: whatever both the terms held and these allow. */
export interface AgreementNarrowed extends About, StatedTerms {
  readonly narrowedAt: string;
  readonly by: StatedAuthority;
  readonly expiresAt?: string;
}

/** Looked at again, and it stands. */
export interface AgreementReviewed extends About {
  readonly reviewedAt: string;
  /** Absent: no further review is due. */
  readonly reviewAt?: string;
}

/** Another agreement of the same person on the same matter took its place. */
export interface AgreementSuperseded extends About {
  readonly supersededAt: string;
  readonly replacedBy: AgreementId;
}

export const AGREEMENT_STREAMS = 'agreement-';

export type AgreementEvent =
  | { readonly type: 'AgreementGiven'; readonly data: AgreementGiven }
  | { readonly type: 'AgreementWithdrawn'; readonly data: AgreementWithdrawn }
  | { readonly type: 'AgreementRefused'; readonly data: AgreementRefused }
  | { readonly type: 'AgreementNarrowed'; readonly data: AgreementNarrowed }
  | { readonly type: 'AgreementReviewed'; readonly data: AgreementReviewed }
  | { readonly type: 'AgreementSuperseded'; readonly data: AgreementSuperseded };

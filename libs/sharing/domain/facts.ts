import type { AgencyId, AgreementId, ItemId, PersonId, RecipientId, RecordId } from '#platform';
import type { Judgement, Purpose, RestrictedClass, Sector, SharingBlock } from '#contracts';
import type { RecordClass } from '#vault';

/** What the decision needs to know of an item; no personal field except dates of birth. */
export interface ItemFacts {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sector: Sector;
  /** Event type without version, for example `health.was-not-brought`. */
  readonly kind: string;
  readonly sensitivity: RecordClass;
  readonly restricted: readonly RestrictedClass[];
  readonly sharing: Omit<SharingBlock, 'judgement'> & { readonly judgement?: JudgementFacts };
  readonly people: readonly PersonInItem[];
  readonly occurredAt: Date;
}

/** A judgement without the practitioner's free text, which stays sealed. */
export type JudgementFacts = Pick<
  Judgement,
  'kind' | 'role' | 'organisation' | 'madeAt' | 'reviewBy' | 'limb'
> & {
  readonly named: boolean;
  readonly reasoned: boolean;
};

export interface PersonInItem {
  readonly record: RecordId;
  readonly person: PersonId;
  readonly party: 'SUBJECT' | 'THIRD_PARTY' | 'PROFESSIONAL';
  /** ISO date; needed for under-18 rows. Undefined is treated as not shown to be a child. */
  readonly bornOn?: string;
}

export interface RecipientFacts {
  readonly recipient: RecipientId;
  readonly role: 'MASH' | 'EARLY_HELP' | 'SOCIAL_CARE' | 'IG' | 'PARTNER';
}

export type AgreementStatus = 'GIVEN' | 'WITHDRAWN' | 'REFUSED';

/** One person's agreement as it stands. Expiry is judged against `now`, never stored as a status. */
export interface AgreementFacts {
  readonly agreement: AgreementId;
  /** The record the agency stated it for, and the person that record is linked to now. */
  readonly record: RecordId;
  readonly person: PersonId;
  readonly status: AgreementStatus;
  readonly authority: 'SELF' | 'PR' | 'COURT' | 'ATTORNEY';
  readonly competent?: boolean;
  readonly purposes: readonly Purpose[];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly exclusions: readonly string[];
  /** ISO. */
  readonly givenAt?: string;
  readonly expiresAt?: string;
  /** When the withdrawal or refusal takes effect. */
  readonly endedAt?: string;
}

export interface DecisionInput {
  readonly item: ItemFacts;
  readonly recipient?: RecipientFacts;
  readonly purpose?: Purpose;
  /** Every agreement of every person in the item. */
  readonly agreements: readonly AgreementFacts[];
  readonly now: Date;
  /**
   * Whether the family agrees to receive help, where somebody recorded it. Told beside the decision and never part
   * of it: refusing help does not end an agreement to share.
   */
  readonly engagement?: Exclude<Bases['engagement'], 'NOT_ASKED'>;
}

export type Outcome = 'PERMIT' | 'MUST_SHARE' | 'ADVISE' | 'DENY' | 'HOLD';
export type Row = 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'D9' | 'D10' | 'G1' | 'G2';
export type Modifier = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6' | 'M7';

/** Three separate answers, never one Boolean: UK GDPR basis, confidentiality, engagement. */
export interface Bases {
  readonly article6: readonly string[];
  readonly article9: readonly string[];
  readonly confidentiality: string;
  readonly engagement: 'AGREED' | 'NOT_AGREED' | 'NOT_ASKED';
}

export interface Decision {
  readonly outcome: Outcome;
  /** Undefined where a modifier settled it. */
  readonly row?: Row;
  readonly modifiers: readonly Modifier[];
  readonly bases?: Bases;
  /** Agreements that the outcome stands on. */
  readonly standsOn: readonly AgreementId[];
  /** Reason codes of `contracts/reason-codes.json`, most telling first. */
  readonly reasons: readonly string[];
  readonly alsoMatches: readonly Row[];
  /** Third parties to cut out of what is shown (M7). */
  readonly redact: readonly RecordId[];
  readonly recipient?: RecipientId;
  readonly purpose?: Purpose;
  readonly ruleset: string;
  /** ISO. */
  readonly decidedAt: string;
}

export const isPermitted = (decision: Decision): boolean =>
  decision.outcome === 'PERMIT' || decision.outcome === 'MUST_SHARE';

import type { RecordClass } from '#vault';

export type Purpose = 'SCREENING' | 'S47' | 'CASEWORK' | 'TAF' | 'IG_AUDIT' | 'RIGHTS';

/**
 * What a practitioner may judge. The first three open roads or carry a limb; the last three belong to the duty of
 * section 16LA: that sharing is relevant and may help, that it would harm more than silence, that a person confirms.
 */
export type JudgementKind =
  | 'IMMEDIATE_DANGER'
  | 'SIGNIFICANT_HARM'
  | 'SEEKING_CONSENT_UNSAFE'
  | 'RELEVANT_AND_MAY_HELP'
  | 'MORE_HARM_THAN_SILENCE'
  | 'DUTY_CONFIRMED';

/** A practitioner's judgement, made at the sender. Software never infers one (decision table D2, D3, D4). */
export interface Judgement {
  readonly kind: JudgementKind;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly reason: string;
  /** ISO date-times. Lasts to `reviewBy`, 28 days at most. */
  readonly madeAt: string;
  readonly reviewBy: string;
  /** Para 18: which limb, where consent was not sought. */
  readonly limb?: 'CANNOT_GIVE' | 'CANNOT_OBTAIN' | 'WOULD_PREJUDICE';
  /** The enquiry it was made for; any where absent. */
  readonly enquiry?: string;
  /** Where it was made; the sender where absent. */
  readonly agency?: string;
  readonly withdrawnAt?: string;
}

export interface SharingBlock {
  readonly purpose: Exclude<Purpose, 'IG_AUDIT' | 'RIGHTS'>;
  /** Why the sender may share at all, in its own words or code (M1). */
  readonly authority: string;
  readonly basisOffered?: 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8';
  /** Statutory task for D5. */
  readonly task?: 'CA1989_S17' | 'CA2004_S10' | 'CA2004_S11';
  /** The sender's reference of the agreement it relies on. */
  readonly agreement?: string;
  readonly judgement?: Judgement;
  /** Recipients the sender names; every registered recipient where absent. */
  readonly recipients?: readonly string[];
  /** The sender cannot say who should have it: immediate danger goes to the duty desk, anything else to nobody. */
  readonly toDutyDesk?: boolean;
  /** True where a person without the right may know that something is held. */
  readonly existenceMayBeTold: boolean;
}

/** The sharing part of an event as its publisher states it, with the grounds that apply only to some. */
export interface StatedSharing extends SharingBlock {
  /** Besides the first. */
  readonly judgements?: readonly Judgement[];
  /** The sender's reference of the enquiry that it shares for. */
  readonly enquiry?: string;
  readonly orders?: readonly StatedOrder[];
  readonly origin?: 'LAW_ENFORCEMENT' | 'GENERAL';
  /** The law that lets data gathered for law enforcement be passed on. */
  readonly authorisedByLaw?: string;
  /** A statute that itself asks for consent. */
  readonly statuteConsent?: { readonly statute: string; readonly given: boolean };
  /** Why sharing is in the public interest. */
  readonly publicInterest?: string;
  readonly realChoice?: boolean;
  /** The sender is under the duty by contract, and this is work under it. */
  readonly underContract?: boolean;
  /** An event of class P or C holds special category data besides. */
  readonly specialCategory?: boolean;
  /** Carried, and never decides by itself. */
  readonly grade?: 'STANDARD' | 'MEDIUM' | 'HIGH';
  /** Children Act 2004 section 16LC. */
  readonly identifier?: 'INCLUDED' | 'LEFT_OUT' | 'UNKNOWN_AND_SLOW_TO_FIND' | 'MORE_HARMFUL';
  readonly fields?: readonly StatedField[];
}

/** A court order, or a statute that compels or forbids by itself. Dates with or without a time. */
export interface StatedOrder {
  readonly kind: 'COURT_ORDER' | 'STATUTE';
  readonly effect: 'COMPELS' | 'FORBIDS';
  readonly reference: string;
  readonly court?: string;
  readonly from?: string;
  readonly until?: string;
  readonly stayed?: boolean;
  readonly recipients?: readonly string[];
  readonly purposes?: readonly SharingBlock['purpose'][];
  readonly categories?: readonly string[];
  readonly fields?: readonly string[];
}

export interface StatedField {
  readonly name: string;
  readonly necessary: boolean;
  readonly sensitivity?: RecordClass;
}

import type { RecordClass } from '#vault';
import type { Purpose, StatedSharing } from './stated-sharing.js';

/** Sectors of the event catalogue; the first part of an event type. */
export const SECTORS = [
  'health',
  'police',
  'school',
  'social-care',
  'early-help',
  'youth-justice',
  'housing',
  'voluntary',
  'agreement',
] as const;
export type Sector = (typeof SECTORS)[number];

export type StatementType = 'FACT' | 'OPINION' | 'ALLEGATION';

export const RESTRICTED_CLASSES = [
  'ADOPTION',
  'GENDER_RECOGNITION',
  'WITNESS_PROTECTION',
  'COURT_RESTRICTED',
  'MAPPA',
  'MARAC',
  'SAFE_ADDRESS',
  'SENSITIVE_SERVICE',
  'SEALED_LIST',
] as const;
export type RestrictedClass = (typeof RESTRICTED_CLASSES)[number];

/** Of these only a pointer to the custodian may come, never a detail. */
export const POINTER_CLASSES = [
  'ADOPTION',
  'GENDER_RECOGNITION',
  'WITNESS_PROTECTION',
  'COURT_RESTRICTED',
] as const satisfies readonly RestrictedClass[];

export const SUBJECT_ROLES = [
  'child',
  'young-person',
  'mother',
  'father',
  'parent',
  'carer',
  'sibling',
  'partner',
  'grandparent',
  'aunt-or-uncle',
  'other-relative',
  'other',
  'professional',
] as const;
export type SubjectRole = (typeof SUBJECT_ROLES)[number];

export interface PersonName {
  readonly given: string;
  readonly family: string;
  /** LEGAL when absent. */
  readonly use?: 'LEGAL' | 'KNOWN_AS' | 'FORMER';
}

export interface Address {
  readonly line1: string;
  readonly town?: string;
  readonly postcode?: string;
}

export interface Identifiers {
  readonly nhsNumber?: string;
  readonly upn?: string;
  readonly uln?: string;
  readonly pncId?: string;
  readonly laChildId?: string;
}

/** A person as the publisher states them. `localId` is the publisher's own id of its record. */
export interface Subject {
  readonly localId: string;
  readonly role: SubjectRole;
  /** True where the item goes on this person's record; everyone else is a third party (or a professional). */
  readonly onRecord: boolean;
  readonly identifiers?: Identifiers;
  readonly names?: readonly PersonName[];
  /** ISO date. */
  readonly dateOfBirth?: string;
  readonly sex?: 'M' | 'F' | 'U';
  readonly address?: Address;
  readonly processing?: 'RESTRICTED' | 'OBJECTED' | 'OBJECTION_UPHELD';
  readonly unborn?: boolean;
  /** An adult at risk. */
  readonly atRisk?: boolean;
  /** A third party without whose part the purpose cannot be met. */
  readonly necessary?: boolean;
  /** Of what is said of this person alone. */
  readonly restricted?: readonly RestrictedClass[];
}

export type RelationshipKind = 'PARENT_OF' | 'SIBLING_OF' | 'PARTNER_OF' | 'CARER_OF' | 'RELATIVE_OF';

/** Stated by the publisher between two subjects of the same event, by local id. */
export interface StatedRelationship {
  readonly from: string;
  readonly to: string;
  readonly kind: RelationshipKind;
}

export interface EventData<Details = Readonly<Record<string, unknown>>> {
  readonly subjects: readonly Subject[];
  readonly relationships?: readonly StatedRelationship[];
  readonly details: Details;
  readonly statementType: StatementType;
  readonly sensitivity: RecordClass;
  readonly restricted?: readonly RestrictedClass[];
  /** Minutes of MAPPA: refused. */
  readonly minutes?: boolean;
  readonly sharing: StatedSharing;
  /** When the agency wrote it down; `time` of the envelope is when it happened. ISO date-time. */
  readonly recordedAt: string;
  /** Source event id of the same agency. A correction carries the whole corrected statement; a retraction only says why. */
  readonly corrects?: string;
  readonly retracts?: string;
}

/** A validated CloudEvents 1.0 event of the catalogue. */
export interface SourceEvent<Details = Readonly<Record<string, unknown>>> {
  readonly specversion: '1.0';
  readonly id: string;
  /** AgencyId of the publisher. */
  readonly source: string;
  /** `<sector>.<event>.v<major>`. */
  readonly type: string;
  /** The publisher's local id of the main person. */
  readonly subject: string;
  /** ISO date-time: when it happened. */
  readonly time: string;
  readonly datacontenttype?: 'application/json';
  readonly traceparent?: string;
  readonly data: EventData<Details>;
}

export const PARENTAL_GROUNDS = [
  'MOTHER',
  'MARRIED_FATHER',
  'REGISTERED_FATHER',
  'SECOND_FEMALE_PARENT',
  'RESPONSIBILITY_ORDER',
  'RESPONSIBILITY_AGREEMENT',
  'SPECIAL_GUARDIANSHIP',
  'ADOPTION',
  'CARE_ORDER',
  'INTERIM_CARE_ORDER',
  'VOLUNTARY_ACCOMMODATION',
  'PRIVATE_FOSTER_CARER',
  'UNREGISTERED_FATHER',
  'OTHER_RELATIVE',
] as const;
/** On what ground somebody answers as a parent; not every ground carries parental responsibility. */
export type ParentalGround = (typeof PARENTAL_GROUNDS)[number];

/** `details` of `agreement.given.v1`: one record for each person (decision table 1.4). */
export interface AgreementGivenDetails {
  readonly agreementReference: string;
  readonly givenBy: { readonly localId?: string; readonly name: string };
  readonly authority: 'SELF' | 'PR' | 'COURT' | 'ATTORNEY';
  readonly competence?: {
    readonly by: string;
    readonly role?: string;
    readonly date: string;
    readonly result: 'COMPETENT' | 'NOT_COMPETENT';
    readonly reason: string;
  };
  readonly purposes: readonly Exclude<Purpose, 'IG_AUDIT' | 'RIGHTS'>[];
  /** RecipientIds, agency over team. */
  readonly recipients: readonly string[];
  /** Sector, or event type without version; sector over type. */
  readonly categories: readonly string[];
  readonly exclusions: readonly string[];
  readonly method: 'WRITTEN' | 'SPOKEN' | 'ELECTRONIC';
  readonly wordingVersion: string;
  readonly noticeVersion: string;
  readonly givenAt: string;
  readonly reviewAt?: string;
  /** Date or date-time; twelve months after givenAt where absent. */
  readonly expiresAt?: string;
  /** On what ground someone answers as a parent, until when, and the day a father was registered. */
  readonly ground?: ParentalGround;
  readonly groundUntil?: string;
  readonly registeredOn?: string;
  /** Of an attorney or deputy: whether the appointment reaches this. */
  readonly withinTerms?: boolean;
  /** An express statement, which Article 9(2)(a) asks for. */
  readonly express?: boolean;
  /** Reference of the agreement of the same person that this one takes the place of. */
  readonly replacesReference?: string;
}

/** `details` of `agreement.narrowed.v1`: the terms that are left, in full. */
export type AgreementNarrowedDetails = Pick<
  AgreementGivenDetails,
  'agreementReference' | 'purposes' | 'recipients' | 'categories' | 'exclusions' | 'expiresAt'
> & {
  readonly narrowedAt: string;
  readonly by: AgreementGivenDetails['authority'];
  readonly byLocalId?: string;
};

/** `details` of `agreement.reviewed.v1`: looked at again, and it stands. */
export interface AgreementReviewedDetails {
  readonly agreementReference: string;
  readonly reviewedAt: string;
  readonly occasion?: 'TAF' | 'PLAN_REVIEW' | 'CHANGE' | 'OTHER';
  /** When the next is due. */
  readonly reviewAt?: string;
}

/** `details` of `agreement.withdrawn.v1`. */
export interface AgreementWithdrawnDetails {
  readonly agreementReference: string;
  readonly withdrawnAt: string;
  readonly by: 'SELF' | 'PR' | 'COURT' | 'ATTORNEY';
  /** The sender's own id of whoever took it back. */
  readonly byLocalId?: string;
  readonly reason?: string;
}

/** `details` of `agreement.refused.v1`: someone was asked and said no. */
export interface AgreementRefusedDetails {
  readonly agreementReference: string;
  readonly refusedAt: string;
  readonly by: 'SELF' | 'PR' | 'COURT' | 'ATTORNEY';
  readonly byLocalId?: string;
}

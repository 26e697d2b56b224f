import type { AgreementId, PersonId, RecordId } from '#platform';
import type { ParentalGround, Purpose } from '#contracts';

export { PARENTAL_GROUNDS, type ParentalGround } from '#contracts';

/** `SUPERSEDED`: another agreement of the same person took its place, and alone says what was agreed. */
export type AgreementStatus = 'GIVEN' | 'WITHDRAWN' | 'REFUSED' | 'SUPERSEDED';

/** One person's agreement as it stands. Expiry is judged against `now`, never stored as a status. */
export interface AgreementFacts {
  readonly agreement: AgreementId;
  /** The record the agency stated it for, and the person that record is linked to now. */
  readonly record: RecordId;
  readonly person: PersonId;
  readonly status: AgreementStatus;
  readonly authority: 'SELF' | 'PR' | 'COURT' | 'ATTORNEY' | 'BEST_INTERESTS';
  readonly competent?: boolean;
  /** Whole years of the person when it was given, by the day of birth that the agency stated with it. */
  readonly ageThen?: number;
  /** The most that it can have been; the same where the day was stated. */
  readonly ageThenAtMost?: number;
  readonly purposes: readonly Purpose[];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly exclusions: readonly string[];
  /** ISO. */
  readonly givenAt?: string;
  readonly expiresAt?: string;
  readonly reviewAt?: string;
  /** When the withdrawal or refusal takes effect. */
  readonly endedAt?: string;
  /** When they said no for the last time, which a yes may have lifted since. */
  readonly revivedAfter?: string;
  /** Who answered, as an opaque reference: two holders may disagree. */
  readonly by?: string;
  /** Of parental responsibility; taken as stated where absent. */
  readonly ground?: ParentalGround;
  readonly groundUntil?: string;
  /** Of a registered father: the day of the birth registration. */
  readonly registeredOn?: string;
  /** Of an attorney or deputy: whether the appointment reaches this. */
  readonly withinTerms?: boolean;
  /** An express statement, which Article 9(2)(a) asks for. */
  readonly express?: boolean;
}

import type { Column } from '#read-store';

/** An agency's record and whom it is linked to. */
export type RecordRow = {
  readonly record_id: string;
  readonly agency: string;
  readonly person_id: string | null;
  readonly link_rule: string | null;
  readonly linked_at: string | Date | null;
  readonly own_family: string;
  readonly own_reference: string;
  /** Revision of the last observation whose key was gone: what was stated up to there must go too. */
  readonly erased_at: string | bigint | null;
};

/** What one item states of a record; nulls where it states nothing. */
export type ObservationRow = {
  readonly record_id: string;
  readonly item_id: string;
  readonly local_id: string;
  readonly names: readonly unknown[];
  readonly search_names: readonly string[];
  readonly date_of_birth: string | null;
  readonly sex: string | null;
  readonly address: Column;
  readonly postcode: string | null;
  /** A keyed digest. */
  readonly household: string | null;
  readonly identifiers: Column;
  readonly observed_at: string | Date;
  readonly revision: string | bigint;
};

/** A household that some item states a record to be of, then or now; a keyed digest. */
export type HomeRow = { readonly record_id: string; readonly household: string };

export type PersonRow = {
  readonly person_id: string;
  readonly family_id: string;
  readonly because: string;
  readonly joined_at: string | Date;
};

export type FamilyRow = { readonly family_id: string; readonly reference: string };

export type RelationshipRow = {
  readonly record_id: string;
  readonly related_id: string;
  readonly kind: string;
  readonly item_id: string;
  readonly agency: string;
};

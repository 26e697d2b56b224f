import type { Column } from '#read-store';

/** An agency's record: who it is linked to, and what the agency states; nulls where nothing may be shown or is erased. */
export type RecordRow = {
  readonly record_id: string;
  readonly agency: string;
  readonly person_id: string | null;
  readonly link_rule: string | null;
  readonly linked_at: string | Date | null;
  readonly local_id: string | null;
  readonly names: readonly unknown[] | null;
  readonly search_names: readonly string[] | null;
  readonly date_of_birth: string | null;
  readonly sex: string | null;
  readonly address: Column;
  readonly postcode: string | null;
  readonly identifiers: Column;
  readonly observed_at: string | Date | null;
};

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
  readonly agency: string;
};

import type { AgencyId, FamilyId, ItemId, PersonId, RecordId } from '#platform';
import type { Address, Identifiers, PersonName, RelationshipKind } from '#contracts';
import type { RecordClass, Sealed } from '#vault';

/**
 * Stream `record-<RecordId>`. A record was seen in an item, shared or withheld. `sealed` opens to `MatchKeys`
 * (record's class P key, context = record id), so that identity works without content, and ends with erasure.
 */
export interface RecordSighted {
  readonly record: RecordId;
  readonly agency: AgencyId;
  readonly item: ItemId;
  readonly sealed: Sealed;
}

/** Keyed digests (`Vault.digest`) only. */
export interface MatchKeys {
  /** One for each verified identifier and name: number, date of birth and name together. */
  readonly identity: readonly string[];
}

/**
 * Stream `record-<RecordId>`. What the agency states of the person, from an item that may be shared.
 * `sealed` opens to `Demographics` (class P, context = record id); `household` is inside, not beside.
 */
export interface RecordObserved {
  readonly record: RecordId;
  readonly agency: AgencyId;
  readonly item: ItemId;
  readonly observedAt: string;
  readonly sealed: Sealed;
}

export interface Demographics {
  readonly localId: string;
  readonly identifiers: Identifiers;
  readonly names: readonly PersonName[];
  readonly dateOfBirth?: string;
  readonly sex?: 'M' | 'F' | 'U';
  readonly address?: Address;
  /** Keyed digest of the normalised address; absent without line and postcode. */
  readonly household?: string;
  readonly recordClass: RecordClass;
  /**
   * All that a late item states, where the fields beside it hold only what it adds: it changes nothing that was stated
   * since, and a viewer who may see only this item sees what it states.
   */
  readonly overtaken?: Pick<
    Demographics,
    'identifiers' | 'names' | 'dateOfBirth' | 'sex' | 'address' | 'household'
  >;
}

/** Stream `record-<RecordId>`; the last one counts. The reason names the rule, never a value. */
export interface RecordLinked {
  readonly record: RecordId;
  readonly agency: AgencyId;
  readonly person: PersonId;
  readonly rule: 'FIRST_SIGHT' | 'VERIFIED_NUMBER' | 'PERSON_DECIDED';
  readonly item: ItemId;
  readonly linkedAt: string;
}

/** Stream `record-<RecordId>` of `from`. Keyed by what the source asserted. */
export interface RelationshipStated {
  readonly record: RecordId;
  readonly related: RecordId;
  readonly kind: RelationshipKind;
  readonly agency: AgencyId;
  readonly item: ItemId;
}

/** Stream `person-<PersonId>`; the last one counts. */
export interface PersonJoinedFamily {
  readonly person: PersonId;
  readonly family: FamilyId;
  readonly because: 'FIRST_SIGHT' | 'RELATIONSHIP' | 'HOUSEHOLD' | 'FAMILIES_JOINED';
  readonly item: ItemId;
  readonly joinedAt: string;
}

/** Stream `family-<FamilyId>`; the last one counts. `reference` is what people read out: `F-7KQ2M`. */
export interface FamilyFormed {
  readonly family: FamilyId;
  readonly reference: string;
  readonly item: ItemId;
}

export type IdentityEvent =
  | { readonly type: 'RecordSighted'; readonly data: RecordSighted }
  | { readonly type: 'RecordObserved'; readonly data: RecordObserved }
  | { readonly type: 'RecordLinked'; readonly data: RecordLinked }
  | { readonly type: 'RelationshipStated'; readonly data: RelationshipStated }
  | { readonly type: 'PersonJoinedFamily'; readonly data: PersonJoinedFamily }
  | { readonly type: 'FamilyFormed'; readonly data: FamilyFormed };

import type { AgencyId, FamilyId, ItemId, PersonId, RecordId } from '#platform';
import type { RecordLinked } from './events.js';

export interface RecordState {
  readonly agency: AgencyId;
  person?: PersonId;
  rule?: RecordLinked['rule'];
  readonly keys: Set<string>;
  /** Short digest of each field as last stated; enough to see what a late item adds. */
  stated: Readonly<Record<string, string>>;
  observedAt?: string;
  household?: string;
  /** ISO date-time: when the address was recorded by which the household is known, or that there is none. */
  homeAt?: string;
  readonly related: Set<RecordId>;
  /** Other record, kind and item. */
  readonly relationships: Set<string>;
  readonly observedBy: Set<ItemId>;
}

export interface PersonState {
  /** ISO: when the first of its records was linked. The older person is the one that stays. */
  since: string;
  readonly records: Set<RecordId>;
  family?: FamilyId;
  /** Every family that it was ever in, where there was more than one. */
  families?: Set<FamilyId>;
}

/**
 * Who is who, folded from the identity streams. Kept in memory and changed in place by `evolveIdentity`: a county has
 * hundreds of thousands of records, and copying maps for each event would cost more than the decision.
 */
export interface IdentityState {
  readonly records: Map<RecordId, RecordState>;
  readonly recordsByKey: Map<string, Set<RecordId>>;
  readonly recordsByHousehold: Map<string, Set<RecordId>>;
  readonly persons: Map<PersonId, PersonState>;
  readonly families: Map<FamilyId, Set<PersonId>>;
  /** Who has a reference; the lowest id where several processes gave it at once. */
  readonly references: Map<string, FamilyId>;
  /** Such references, with all who have them. */
  readonly sharedReferences: Map<string, Set<FamilyId>>;
  readonly formed: Set<FamilyId>;
}

export const initialIdentity = (): IdentityState => ({
  records: new Map(),
  recordsByKey: new Map(),
  recordsByHousehold: new Map(),
  persons: new Map(),
  families: new Map(),
  references: new Map(),
  sharedReferences: new Map(),
  formed: new Set(),
});

export const personOf = (state: IdentityState, record: RecordId): PersonId | undefined =>
  state.records.get(record)?.person;
export const familyOf = (state: IdentityState, person: PersonId): FamilyId | undefined =>
  state.persons.get(person)?.family;
export const recordsOf = (state: IdentityState, person: PersonId): readonly RecordId[] => [
  ...(state.persons.get(person)?.records ?? []),
];

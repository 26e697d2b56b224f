import type { AgencyId, FamilyId, ItemId, RecordId } from '#platform';
import type { Address, Identifiers, PersonName, RelationshipKind } from '#contracts';

/** What one item states of one record. */
export interface Statement {
  readonly item: ItemId;
  readonly record: RecordId;
  readonly agency: AgencyId;
  readonly localId: string;
  readonly names: readonly PersonName[];
  /** ISO date. */
  readonly dateOfBirth?: string;
  readonly sex?: 'M' | 'F' | 'U';
  readonly address?: Address;
  /** More people were ever stated to be at that address than are a household, so that it makes nobody family. */
  readonly crowded?: true;
  /** Folded: without spaces, upper case. */
  readonly identifiers: Identifiers;
  readonly observedAt: Date;
  readonly related: readonly { readonly record: RecordId; readonly kind: RelationshipKind }[];
  /** The family that grew from this record alone, and the hub's own family of the record's person. */
  readonly ownFamily: FamilyId;
  readonly ownReference: string;
  readonly family: FamilyId;
}

/** One agency's record of a person, as some of its items state it. */
export type PersonRecord = Pick<
  Statement,
  'record' | 'agency' | 'names' | 'dateOfBirth' | 'address' | 'identifiers' | 'observedAt'
>;

/** Of one record, in order of arrival: what is stated replaces what was, and silence is not a statement. */
export function recordStated(
  record: RecordId,
  agency: AgencyId,
  statements: readonly Statement[],
): PersonRecord {
  const none: PersonRecord = { record, agency, names: [], identifiers: {}, observedAt: new Date(0) };
  return [...statements]
    .sort((a, b) => a.observedAt.getTime() - b.observedAt.getTime())
    .reduce(replaced, none);
}

const replaced = (
  known: PersonRecord,
  { names, identifiers, dateOfBirth, address, observedAt }: Statement,
): PersonRecord => ({
  ...known,
  observedAt,
  identifiers: { ...known.identifiers, ...identifiers },
  ...(names.length > 0 && { names }),
  ...(dateOfBirth !== undefined && { dateOfBirth }),
  ...(address !== undefined && { address }),
});

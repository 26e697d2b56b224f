import type { FamilyId, ItemId, RecordId } from '#platform';
import { evolveIdentity } from './evolve-identity.js';
import { familyReference, referencesOf } from './family-reference.js';
import type { IdentityFact } from './identity-fact.js';
import { familyOf, personOf, type IdentityState } from './identity-state.js';
import { joinFamilies } from './join-families.js';
import { linksOf, personIdOf } from './resolve-subjects.js';

export interface Mending {
  /** Records, or a family's reference, about which several processes may have decided at once. */
  readonly records: readonly RecordId[];
  readonly reference?: string | undefined;
  /** The item behind that decision. */
  readonly item: ItemId;
  readonly now: Date;
}

/**
 * What the rules of identity make of these records now that everything is known: the links and joins that are missing,
 * and a longer reference where two families have the same. Takes its facts into the state; nothing where all is well.
 */
export function mendIdentity(
  state: IdentityState,
  { records, reference, item, now }: Mending,
): readonly IdentityFact[] {
  const at = now.toISOString();
  const links = records.flatMap((record) => relink(state, record, item, at));
  const kin = records.filter((record) => isKin(state, record));
  const joins = joinFamilies(state, kin, { item, joinedAt: at });
  return [...links, ...joins, ...(reference === undefined ? [] : reletter(state, reference, item))];
}

/** A record whose first link is still to come is left alone. */
function relink(
  state: IdentityState,
  record: RecordId,
  item: ItemId,
  linkedAt: string,
): readonly IdentityFact[] {
  const known = state.records.get(record);
  if (known?.person === undefined) return [];
  const facts = linksOf(state, record, { item, linkedAt, agency: known.agency });
  for (const fact of facts) evolveIdentity(state, fact);
  return facts;
}

/** Known to belong to a family: a professional is observed too, but never of one. */
function isKin(state: IdentityState, record: RecordId): boolean {
  const known = state.records.get(record);
  const persons = [personOf(state, record), personIdOf(record)];
  const joined = persons.some((person) => person !== undefined && familyOf(state, person) !== undefined);
  return joined || known?.household !== undefined || (known?.related.size ?? 0) > 0;
}

/** The family with the lowest id keeps the reference. */
function reletter(state: IdentityState, reference: string, item: ItemId): readonly IdentityFact[] {
  const [, ...others] = [...(state.sharedReferences.get(reference) ?? [])].sort();
  return others
    .filter((family) => !isRelettered(state, family, reference))
    .map((family) => {
      const longer = familyReference(family, state.references);
      const fact: IdentityFact = { type: 'FamilyFormed', data: { family, reference: longer, item } };
      evolveIdentity(state, fact);
      return fact;
    });
}

const isRelettered = (state: IdentityState, family: FamilyId, reference: string): boolean =>
  referencesOf(family).some((other) => other !== reference && state.references.get(other) === family);

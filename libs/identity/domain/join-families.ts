import { derivedUuid, type FamilyId, type ItemId, type PersonId, type RecordId } from '#platform';
import type { PersonJoinedFamily } from './events.js';
import { evolveIdentity } from './evolve-identity.js';
import { familyReference } from './family-reference.js';
import type { IdentityFact } from './identity-fact.js';
import { familyOf, personOf, recordsOf, type IdentityState } from './identity-state.js';

export interface Joining {
  readonly item: ItemId;
  /** ISO date-time. */
  readonly joinedAt: string;
}

/** An address with more people than this is a home, a refuge or a hostel, not a household. */
export const LARGEST_HOUSEHOLD = 12;

/** A family is called after the person from whom it grew. */
export const familyIdOf = (person: PersonId): FamilyId =>
  derivedUuid('family', person) as unknown as FamilyId;

/**
 * The families that these records' persons come to belong to, by relationship or shared household. Takes its facts into
 * the state group by group: two groups may meet in one family.
 */
export function joinFamilies(
  state: IdentityState,
  kin: readonly RecordId[],
  joining: Joining,
): readonly IdentityFact[] {
  return groupsOf(state, kin).flatMap((group) => {
    const facts = joinGroup(state, group, joining);
    for (const fact of facts) evolveIdentity(state, fact);
    return facts;
  });
}

type Because = 'RELATIONSHIP' | 'HOUSEHOLD';
/** Persons of one group with the first reason that brought each in; the one it starts from has none. */
type Group = Map<PersonId, Because | undefined>;

/** Persons that hang together, directly or through one another, each group once, in the order stated. */
function groupsOf(state: IdentityState, kin: readonly RecordId[]): readonly Group[] {
  const placed = new Set<PersonId>();
  const groups: Group[] = [];
  for (const record of kin) {
    const first = personOf(state, record);
    if (first === undefined || placed.has(first)) continue;
    const group: Group = new Map([[first, undefined]]);
    // A map is walked to its end even as it grows, so this follows every bond of every person found, and heals what a
    // link made since the families were joined.
    for (const [person] of group)
      for (const [other, because] of bondsOf(state, person)) if (!group.has(other)) group.set(other, because);
    for (const person of group.keys()) placed.add(person);
    groups.push(group);
  }
  return groups;
}

/** Each household once: an agency may make a record of every visit, all of them with the same address. */
function bondsOf(state: IdentityState, person: PersonId): readonly (readonly [PersonId, Because])[] {
  const homes = new Set<string>();
  return recordsOf(state, person).flatMap((record) => {
    const known = state.records.get(record);
    const kin = personsOf(state, known?.related ?? []).map((each) => [each, 'RELATIONSHIP'] as const);
    const home = known?.household;
    if (home === undefined || homes.has(home)) return kin;
    homes.add(home);
    const housemates = personsOf(state, state.recordsByHousehold.get(home) ?? []);
    if (housemates.length > LARGEST_HOUSEHOLD) return kin;
    return [...kin, ...housemates.map((each) => [each, 'HOUSEHOLD'] as const)];
  });
}

const personsOf = (state: IdentityState, records: Iterable<RecordId>): readonly PersonId[] => [
  ...new Set([...records].flatMap((record) => personOf(state, record) ?? [])),
];

function joinGroup(state: IdentityState, group: Group, joining: Joining): readonly IdentityFact[] {
  const persons = [...group.keys()];
  const [first] = persons;
  const [, firstBond] = [...group.values()];
  if (first === undefined) return [];
  const families = [...new Set(persons.flatMap((person) => familiesOf(state, person)))]
    .filter((family) => (state.families.get(family)?.size ?? 0) > 0)
    .sort(bySize(state));
  const [largest, ...smaller] = families;
  const family = largest ?? familyIdOf(first);
  const join = (person: PersonId, because: PersonJoinedFamily['because']): IdentityFact => ({
    type: 'PersonJoinedFamily',
    data: { person, family, because, ...joining },
  });
  const homeless = persons.filter((person) => familyOf(state, person) === undefined);
  const moved = smaller.flatMap((other) => [...(state.families.get(other) ?? [])].sort());
  return [
    ...(largest === undefined ? form(state, family, joining) : []),
    ...homeless.map((person) => join(person, group.get(person) ?? (largest && firstBond) ?? 'FIRST_SIGHT')),
    ...moved.map((person) => join(person, 'FAMILIES_JOINED')),
  ];
}

/**
 * The person's family, and those it was in: whoever joins families takes everyone along, so that somebody left behind in
 * one was put there by a process that did not know of it.
 */
function familiesOf(state: IdentityState, person: PersonId): readonly FamilyId[] {
  const family = familyOf(state, person);
  return [...(family === undefined ? [] : [family]), ...(state.persons.get(person)?.families ?? [])];
}

function form(state: IdentityState, family: FamilyId, { item }: Joining): readonly IdentityFact[] {
  if (state.formed.has(family)) return [];
  const reference = familyReference(family, state.references);
  return [{ type: 'FamilyFormed', data: { family, reference, item } }];
}

/** The family with more persons first; the lower id where they are of one size. */
const bySize =
  (state: IdentityState) =>
  (a: FamilyId, b: FamilyId): number =>
    (state.families.get(b)?.size ?? 0) - (state.families.get(a)?.size ?? 0) || (a < b ? -1 : 1);

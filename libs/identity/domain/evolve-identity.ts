import type { AgencyId, PersonId, RecordId } from '#platform';
import type { FamilyFormed, PersonJoinedFamily, RecordLinked, RelationshipStated } from './events.js';
import type { IdentityFact, OpenedObservation, OpenedSighting } from './identity-fact.js';
import type { IdentityState, PersonState, RecordState } from './identity-state.js';
import { statedFields } from './stated-fields.js';

/** Takes one fact into the state, in place, and returns it. Applying a fact twice changes nothing. */
export function evolveIdentity(state: IdentityState, { type, data }: IdentityFact): IdentityState {
  switch (type) {
    case 'RecordSighted':
      sighted(state, data);
      return state;
    case 'RecordObserved':
      observed(state, data);
      return state;
    case 'RecordLinked':
      linked(state, data);
      return state;
    case 'RelationshipStated':
      related(state, data);
      return state;
    case 'PersonJoinedFamily':
      joined(state, data);
      return state;
    case 'FamilyFormed':
      formed(state, data);
      return state;
  }
}

function sighted(state: IdentityState, { record, agency, matchKeys }: OpenedSighting): void {
  const known = recordState(state, record, agency);
  if (matchKeys === 'erased') return;
  for (const key of matchKeys.identity) {
    known.keys.add(key);
    setIn(state.recordsByKey, key).add(record);
  }
}

function observed(state: IdentityState, observation: OpenedObservation): void {
  const { record, agency, item, demographics, observedAt } = observation;
  const known = recordState(state, record, agency);
  if (known.observedAt === undefined || new Date(observedAt) > new Date(known.observedAt))
    known.observedAt = observedAt;
  known.observedBy.add(item);
  if (demographics === 'erased') return;
  known.stated = { ...known.stated, ...statedFields(demographics) };
  if (demographics.address === undefined) return;
  // A process that had not heard of a later item yet may store all that an earlier one states after it.
  if (known.homeAt !== undefined && new Date(observedAt) < new Date(known.homeAt)) return;
  known.homeAt = observedAt;
  if (demographics.household === known.household) return;
  if (known.household !== undefined) state.recordsByHousehold.get(known.household)?.delete(record);
  delete known.household;
  if (demographics.household === undefined) return;
  known.household = demographics.household;
  setIn(state.recordsByHousehold, demographics.household).add(record);
}

function linked(state: IdentityState, { record, agency, person, rule, linkedAt }: RecordLinked): void {
  const known = recordState(state, record, agency);
  if (known.person !== undefined) state.persons.get(known.person)?.records.delete(record);
  known.person = person;
  known.rule = rule;
  personState(state, person, linkedAt).records.add(record);
}

function related(state: IdentityState, stated: RelationshipStated): void {
  const from = recordState(state, stated.record, stated.agency);
  from.relationships.add(`${stated.related} ${stated.kind} ${stated.item}`);
  from.related.add(stated.related);
  recordState(state, stated.related, stated.agency).related.add(stated.record);
}

function joined(state: IdentityState, { person, family, joinedAt }: PersonJoinedFamily): void {
  const holder = personState(state, person, joinedAt);
  if (holder.family !== undefined) state.families.get(holder.family)?.delete(person);
  if (holder.family !== undefined && holder.family !== family)
    holder.families = new Set([...(holder.families ?? []), holder.family, family]);
  holder.family = family;
  setIn(state.families, family).add(person);
}

/** In whatever order two families came to the same reference. */
function formed(state: IdentityState, { family, reference }: FamilyFormed): void {
  state.formed.add(family);
  const holder = state.references.get(reference);
  if (holder === undefined || family < holder) state.references.set(reference, family);
  if (holder === undefined || holder === family) return;
  const shared = setIn(state.sharedReferences, reference);
  shared.add(holder).add(family);
}

function recordState(state: IdentityState, record: RecordId, agency: AgencyId): RecordState {
  const known = state.records.get(record);
  if (known) return known;
  const fresh = { agency, keys: new Set<string>(), stated: {}, related: new Set<RecordId>() };
  const added: RecordState = { ...fresh, relationships: new Set(), observedBy: new Set() };
  state.records.set(record, added);
  return added;
}

/** The earliest time counts, in whatever order the streams are read. */
function personState(state: IdentityState, person: PersonId, at: string): PersonState {
  const known = state.persons.get(person) ?? { since: at, records: new Set<RecordId>() };
  state.persons.set(person, known);
  if (at < known.since) known.since = at;
  return known;
}

function setIn<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const found = map.get(key) ?? new Set<V>();
  map.set(key, found);
  return found;
}

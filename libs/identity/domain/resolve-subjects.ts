import type { AgencyId, ItemId, PersonId, RecordId } from '#platform';
import { derivedUuid } from '#platform';
import type { RecordLinked } from './events.js';
import { evolveIdentity } from './evolve-identity.js';
import type { IdentityFact } from './identity-fact.js';
import type { IdentityState } from './identity-state.js';
import { recordKeys, type Digest } from './record-keys.js';
import { recordsStated, type StatedItem } from './stated-item.js';

export interface Resolving {
  readonly digest: Digest;
  readonly now: Date;
}

/** The person that a record is taken for the first time it is seen. */
export const personIdOf = (record: RecordId): PersonId =>
  derivedUuid('person', record) as unknown as PersonId;

/**
 * First half: who is it? Sightings and links, which hold for withheld items too and tell nothing but digests. Takes its
 * facts into the state as it goes, so that two records of one person in the same item meet; append what it returns.
 * The same item again gives nothing, or facts with the same ids.
 */
export function resolveSubjects(
  state: IdentityState,
  stated: StatedItem,
  { digest, now }: Resolving,
): readonly IdentityFact[] {
  const facts: IdentityFact[] = [];
  const take = (fact: IdentityFact) => {
    facts.push(fact);
    evolveIdentity(state, fact);
  };
  const { item, agency } = stated;
  for (const { record, subject } of recordsStated(stated)) {
    const matchKeys = recordKeys(subject, agency, digest);
    const known = state.records.get(record);
    if (!known || matchKeys.identity.some((key) => !known.keys.has(key)))
      take({ type: 'RecordSighted', data: { record, agency, item, matchKeys } });
    const seen = { item, linkedAt: now.toISOString(), agency };
    for (const fact of linksOf(state, record, seen)) take(fact);
  }
  return facts;
}

export interface Seen {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly linkedAt: string;
}

/** The links that bring the record and whoever is the same person together; none where all is well. */
export function linksOf(state: IdentityState, record: RecordId, seen: Seen): readonly IdentityFact[] {
  const own = state.records.get(record)?.person;
  const persons = new Set(own === undefined ? [] : [own]);
  addMatches(state, record, persons);
  if (persons.size === 1 && own !== undefined) return [];
  const [oldest, ...younger] = [...persons].sort(byAge(state));
  if (oldest === undefined) return [link(state, record, personIdOf(record), 'FIRST_SIGHT', seen)];
  const moved = younger.flatMap((person) => movable(state, person));
  const fresh = own === undefined ? [record] : [];
  return [...fresh, ...moved].map((each) => link(state, each, oldest, 'VERIFIED_NUMBER', seen));
}

/**
 * Persons of other records with the same number, date and name. What a person decided, a number does not undo. Asked of
 * every subject of every item, so that it makes nothing on its way.
 */
function addMatches(state: IdentityState, record: RecordId, persons: Set<PersonId>): void {
  const known = state.records.get(record);
  if (!known || known.rule === 'PERSON_DECIDED') return;
  for (const key of known.keys)
    for (const other of state.recordsByKey.get(key) ?? NONE) {
      const match = other === record ? undefined : state.records.get(other);
      if (match?.person !== undefined && match.rule !== 'PERSON_DECIDED') persons.add(match.person);
    }
}

const NONE: ReadonlySet<RecordId> = new Set();

/** Records of a person that move with it when two persons turn out to be one. */
const movable = (state: IdentityState, person: PersonId): readonly RecordId[] =>
  [...(state.persons.get(person)?.records ?? [])]
    .filter((record) => state.records.get(record)?.rule !== 'PERSON_DECIDED')
    .sort();

/** The older person first; by id where they are of one age, so that the answer does not hang on the order of arrival. */
const byAge =
  (state: IdentityState) =>
  (a: PersonId, b: PersonId): number => {
    const [sinceA, sinceB] = [state.persons.get(a)?.since ?? '', state.persons.get(b)?.since ?? ''];
    return compare(sinceA, sinceB) || compare(a, b);
  };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function link(
  state: IdentityState,
  record: RecordId,
  person: PersonId,
  rule: RecordLinked['rule'],
  { item, agency, linkedAt }: Seen,
): IdentityFact {
  const of = state.records.get(record)?.agency ?? agency;
  return { type: 'RecordLinked', data: { record, agency: of, person, rule, item, linkedAt } };
}

import type pg from 'pg';
import type { Address, Identifiers, PersonName, RelationshipKind } from '#contracts';
import type { AgencyId, FamilyId, PersonId, RecordId } from '#platform';
import type { PersonJoinedFamily, RecordLinked } from '../../domain/events.js';
import { searchPeople, type PeopleSearch } from './people-search.js';

/** One agency's record of a person as that agency states it. */
export interface PersonRecord {
  readonly record: RecordId;
  readonly agency: AgencyId;
  readonly rule: RecordLinked['rule'];
  readonly linkedAt: Date;
  readonly localId?: string;
  readonly names: readonly PersonName[];
  /** ISO date. */
  readonly dateOfBirth?: string;
  readonly sex?: 'M' | 'F' | 'U';
  readonly address?: Address;
  /** Folded: without spaces, upper case. */
  readonly identifiers: Identifiers;
  /** Undefined where nothing may be shown of it, or it is erased. */
  readonly observedAt?: Date;
}

export interface FamilyPerson {
  readonly person: PersonId;
  /** Undefined for someone who is nobody's family here, such as a professional. */
  readonly family?: FamilyId;
  readonly because?: PersonJoinedFamily['because'];
  readonly joinedAt?: Date;
  /** Latest statement first. */
  readonly records: readonly PersonRecord[];
}

export interface FamilyName {
  readonly family: FamilyId;
  /** `F-7KQ2M`. */
  readonly reference: string;
}

export interface PersonRelationship {
  readonly from: PersonId;
  readonly to: PersonId;
  readonly kind: RelationshipKind;
  readonly agency: AgencyId;
}

export interface PeopleReader {
  peopleOfFamily(family: FamilyId): Promise<readonly FamilyPerson[]>;
  relationshipsOfFamily(family: FamilyId): Promise<readonly PersonRelationship[]>;
  people(persons: readonly PersonId[]): Promise<readonly FamilyPerson[]>;
  familyOf(person: PersonId): Promise<FamilyName | undefined>;
  familyById(family: FamilyId): Promise<FamilyName | undefined>;
  /** In any case, with or without `F-`. */
  familyByReference(reference: string): Promise<FamilyName | undefined>;
  personsOfRecords(records: readonly RecordId[]): Promise<ReadonlyMap<RecordId, PersonId>>;
  recordsOfPersons(persons: readonly PersonId[]): Promise<ReadonlyMap<RecordId, PersonId>>;
  /** At most 50 persons who belong to a family; empty where the search names too little to tell people apart. */
  search(search: PeopleSearch): Promise<readonly FamilyPerson[]>;
}

export function createPeopleReader(pool: pg.Pool): PeopleReader {
  const people = async (scope: string, value: unknown): Promise<readonly FamilyPerson[]> => {
    const { rows } = await pool.query<FoundPerson>(
      `${PEOPLE} WHERE ${scope} GROUP BY 1, 2, 3, 4 ORDER BY 1`,
      [value],
    );
    return rows.map(toPerson);
  };
  const family = async (text: string, value: string) => (await pool.query<FamilyName>(text, [value])).rows[0];
  const links = async (column: 'record_id' | 'person_id', values: readonly string[]) => {
    const { rows } = await pool.query<{ record_id: RecordId; person_id: PersonId }>(
      `SELECT record_id, person_id FROM families.records WHERE person_id IS NOT NULL AND ${column} = ANY($1::uuid[])`,
      [values],
    );
    return new Map(rows.map((row) => [row.record_id, row.person_id]));
  };
  return {
    peopleOfFamily: (id) => people('p.family_id = $1', id),
    people: (persons) => people('k.person_id = ANY($1::uuid[])', persons),
    relationshipsOfFamily: async (id) => (await pool.query<PersonRelationship>(RELATIONSHIPS, [id])).rows,
    familyOf: (person) =>
      family(`${FAMILY} JOIN families.persons p USING (family_id) WHERE p.person_id = $1`, person),
    familyById: (id) => family(`${FAMILY} WHERE f.family_id = $1`, id),
    familyByReference: (reference) => family(`${FAMILY} WHERE f.reference = $1`, referenceOf(reference)),
    personsOfRecords: (records) => links('record_id', records),
    recordsOfPersons: (persons) => links('person_id', persons),
    search: async (search) => {
      const found = await searchPeople(pool, search);
      return found.length === 0 ? [] : people('k.person_id = ANY($1::uuid[])', found);
    },
  };
}

const PEOPLE = `
  SELECT k.person_id AS person, p.family_id AS family, p.because, p.joined_at AS "joinedAt",
    jsonb_agg(jsonb_build_object('record', k.record_id, 'agency', k.agency, 'rule', k.link_rule,
      'linkedAt', k.linked_at, 'localId', k.local_id, 'names', coalesce(k.names, '[]'), 'dateOfBirth', k.date_of_birth,
      'sex', k.sex, 'address', k.address, 'identifiers', coalesce(k.identifiers, '{}'), 'observedAt', k.observed_at)
      ORDER BY k.observed_at DESC NULLS LAST, k.record_id) AS records
  FROM families.records k LEFT JOIN families.persons p USING (person_id)`;

const FAMILY = 'SELECT f.family_id AS family, f.reference FROM families.families f';

const RELATIONSHIPS = `
  SELECT DISTINCT a.person_id AS "from", b.person_id AS "to", r.kind, r.agency
  FROM families.persons p
  JOIN families.records a ON a.person_id = p.person_id
  JOIN families.relationships r ON r.record_id = a.record_id
  JOIN families.records b ON b.record_id = r.related_id
  WHERE p.family_id = $1 AND b.person_id IS NOT NULL AND b.person_id <> a.person_id
  ORDER BY 1, 2, 3, 4`;

const referenceOf = (text: string): string => {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `F-${/^F[2-9A-Z]{5,}$/.test(letters) ? letters.slice(1) : letters}`;
};

interface FoundPerson {
  readonly person: PersonId;
  readonly family: FamilyId | null;
  readonly because: PersonJoinedFamily['because'] | null;
  readonly joinedAt: Date | null;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

const toPerson = ({ person, family, because, joinedAt, records }: FoundPerson): FamilyPerson => ({
  person,
  ...(family !== null && { family }),
  ...(because !== null && { because }),
  ...(joinedAt !== null && { joinedAt }),
  records: records.map(toRecord),
});

const MOMENTS = new Set(['linkedAt', 'observedAt']);

function toRecord(row: Readonly<Record<string, unknown>>): PersonRecord {
  const fields = Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([field, value]): [string, unknown] => [
      field,
      MOMENTS.has(field) ? new Date(value as string) : value,
    ]);
  return Object.fromEntries(fields) as unknown as PersonRecord;
}

import type pg from 'pg';
import type { FamilyId, PersonId } from '#platform';
import { LARGEST_HOUSEHOLD } from '../../domain/join-families.js';
import type { Statement } from '../../domain/statement.js';
import { findCandidates, type PeopleSearch } from './people-search.js';

export interface FamilyName {
  readonly family: FamilyId;
  /** `F-7KQ2M`. */
  readonly reference: string;
}

/** Families as the hub itself has them: for governance and for records of looks, never for who may see only a part. */
export interface HubFamilies {
  familyOf(person: PersonId): Promise<FamilyName | undefined>;
  /** By whatever record it is called. */
  familyById(family: FamilyId): Promise<FamilyName | undefined>;
}

/**
 * Reads undecided: what any item states of the people of a family, whoever may see it. Filter by the items that a viewer
 * may see before anything else.
 */
export interface PeopleReader extends HubFamilies {
  /**
   * The hub's own family of the record after which this one is called. A record that nothing observed has none yet and
   * stands for itself, so that an address does not tell whether anybody was shown an item of it.
   */
  familyNamed(name: FamilyId): Promise<FamilyId | undefined>;
  /**
   * These and every family that shared a household with one of them: who does not see that somebody has moved takes them
   * for one family.
   */
  neighboursOf(families: readonly FamilyId[]): Promise<readonly FamilyId[]>;
  /** Every family that has, or would have, this reference; in any case, with or without `F-`. */
  familiesByReference(reference: string): Promise<readonly FamilyId[]>;
  statementsOfFamilies(families: readonly FamilyId[]): Promise<readonly Statement[]>;
  /** Families of everybody who may match; none where the search names too little to tell people apart. */
  search(search: PeopleSearch): Promise<readonly FamilyId[]>;
}

export function createPeopleReader(pool: pg.Pool): PeopleReader {
  const families = async (text: string, value: unknown): Promise<readonly FamilyId[]> => {
    const { rows } = await pool.query<{ family: FamilyId }>(text, [value]);
    return rows.map(({ family }) => family);
  };
  const named = async (text: string, value: string) => (await pool.query<FamilyName>(text, [value])).rows[0];
  return {
    familyOf: (person) =>
      named(`${HUB_FAMILY} JOIN families.persons p USING (family_id) WHERE p.person_id = $1`, person),
    familyById: (family) => named(BY_NAME, family),
    familyNamed: async (name) => (await families(NAMED, name))[0],
    neighboursOf: (ids) => families(NEIGHBOURS, ids),
    familiesByReference: (reference) => families(BY_REFERENCE, referenceOf(reference)),
    async statementsOfFamilies(ids) {
      const { rows } = await pool.query<Record<string, unknown>>(STATEMENTS, [ids]);
      return rows.map(toStatement);
    },
    search: (search) => findCandidates(pool, search),
  };
}

const HUB_FAMILY = 'SELECT f.family_id AS family, f.reference FROM families.families f';

const BY_NAME = `
  SELECT k.own_family AS family, coalesce(f.reference, k.own_reference) AS reference
  FROM families.records k LEFT JOIN families.families f ON f.family_id = k.own_family WHERE k.own_family = $1`;

const NAMED = `
  SELECT coalesce(p.family_id, k.own_family) AS family FROM families.records k LEFT JOIN families.persons p USING (person_id)
  WHERE k.own_family = $1`;

const NEIGHBOURS = `
  WITH RECURSIVE near(family) AS (
    SELECT unnest($1::uuid[])
    UNION
    SELECT q.family_id FROM near n
      CROSS JOIN LATERAL (
        SELECT DISTINCT h.household FROM families.persons p JOIN families.records k USING (person_id)
          JOIN families.homes h USING (record_id)
        WHERE p.family_id = n.family
      ) mine
      CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT m.person_id) FILTER (WHERE m.person_id IS NOT NULL) AS persons
        FROM families.homes x JOIN families.records m USING (record_id) WHERE x.household = mine.household
      ) there
      JOIN families.persons q ON q.person_id = ANY(there.persons)
    WHERE cardinality(there.persons) <= ${LARGEST_HOUSEHOLD}
  )
  SELECT family FROM near ORDER BY 1`;

/** A longer reference begins with the short one, which is what the index holds. */
const BY_REFERENCE = `
  SELECT k.own_family AS family
  FROM families.records k LEFT JOIN families.families f ON f.family_id = k.own_family
  WHERE k.own_reference = left($1, 7) AND coalesce(f.reference, k.own_reference) = $1 ORDER BY 1`;

/** A crowd is counted over everybody, as for neighbours: who may be seen must not make a family of some of a hostel. */
const STATEMENTS = `
  WITH told AS (
    SELECT o.*, k.agency, k.own_family, k.own_reference, p.family_id
    FROM families.persons p JOIN families.records k USING (person_id) JOIN families.observations o USING (record_id)
    WHERE p.family_id = ANY($1::uuid[]) AND o.revision > coalesce(k.erased_at, -1)
  ), crowds AS (
    SELECT h.household FROM families.homes h JOIN families.records m USING (record_id)
    WHERE h.household IN (SELECT household FROM told)
    GROUP BY h.household HAVING count(DISTINCT m.person_id) > ${LARGEST_HOUSEHOLD}
  )
  SELECT o.item_id AS item, o.record_id AS record, o.agency, o.local_id AS "localId", o.names,
    o.date_of_birth::text AS "dateOfBirth", o.sex, o.address, o.identifiers, o.observed_at AS "observedAt",
    CASE WHEN o.household IN (SELECT household FROM crowds) THEN true END AS crowded,
    o.own_family AS "ownFamily", coalesce(f.reference, o.own_reference) AS "ownReference", o.family_id AS family,
    coalesce((SELECT jsonb_agg(jsonb_build_object('record', r.related_id, 'kind', r.kind) ORDER BY r.related_id, r.kind)
      FROM families.relationships r WHERE r.record_id = o.record_id AND r.item_id = o.item_id), '[]') AS related
  FROM told o LEFT JOIN families.families f ON f.family_id = o.own_family`;

const referenceOf = (text: string): string => {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `F-${/^F[2-9A-Z]{5,}$/.test(letters) ? letters.slice(1) : letters}`;
};

/** Nothing stated is absent, not null. */
const toStatement = (row: Readonly<Record<string, unknown>>): Statement =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Statement;

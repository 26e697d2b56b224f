import type { Pool } from 'pg';
import type { FamilyId, PersonId, RecordId } from '#platform';
import { isOpenItem } from './open-item.js';
import { PERSON_IS_KNOWN, RECORDS_OF_PERSON } from './person-scope.js';

/** A person without a name: an audit needs none. */
export interface AuditedPerson {
  readonly person: PersonId;
  /** Linked to the person now. */
  readonly records: readonly RecordId[];
  readonly family: FamilyId | undefined;
  /** `F-7KQ2M`. */
  readonly reference: string | undefined;
  /** `YYYY-MM`, from items that are open to governance. */
  readonly bornIn: string | undefined;
}

export interface PersonAudit {
  /** Undefined where there is no such person, or their custodian alone may know of them. */
  find(person: PersonId): Promise<AuditedPerson | undefined>;
  /** Those of a family of whom there is anything to audit. */
  ofFamily(family: FamilyId): Promise<readonly AuditedPerson[]>;
}

const FOUND = `
  SELECT $1::uuid AS person, p.family_id AS family, f.reference,
    coalesce(nullif(ARRAY(SELECT record_id FROM families.records WHERE person_id = $1 ORDER BY record_id), '{}'),
      ARRAY[$1::uuid]) AS records,
    (SELECT max(stated ->> 'bornIn') FROM timeline.item_records r JOIN timeline.items i USING (item_id)
        CROSS JOIN LATERAL jsonb_array_elements(i.facts -> 'people') AS stated
      WHERE r.record_id IN ${RECORDS_OF_PERSON} AND stated ->> 'record' = r.record_id::text
        AND ${isOpenItem('i.item_id')}) AS "bornIn"
  FROM (SELECT 1) one LEFT JOIN families.persons p ON p.person_id = $1 LEFT JOIN families.families f USING (family_id)
  WHERE ${PERSON_IS_KNOWN}`;

type Found = { readonly [Field in keyof AuditedPerson]: AuditedPerson[Field] | null };

export function createPersonAudit(pool: Pool): PersonAudit {
  const find = async (person: PersonId): Promise<AuditedPerson | undefined> => {
    const { rows } = await pool.query<Found>(FOUND, [person]);
    return rows[0] && toPerson(rows[0], person);
  };
  return {
    find,
    async ofFamily(family) {
      const { rows } = await pool.query<{ person: PersonId }>(
        'SELECT person_id AS person FROM families.persons WHERE family_id = $1 ORDER BY person_id',
        [family],
      );
      const found = await Promise.all(rows.map(({ person }) => find(person)));
      return found.filter((person) => person !== undefined);
    },
  };
}

const toPerson = ({ records, family, reference, bornIn }: Found, person: PersonId): AuditedPerson => ({
  person,
  records: records ?? [],
  family: family ?? undefined,
  reference: reference ?? undefined,
  bornIn: bornIn ?? undefined,
});

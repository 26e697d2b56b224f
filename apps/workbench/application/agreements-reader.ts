import type { Pool } from 'pg';
import type { AgreementId, PersonId } from '#platform';
import { agreementFactsOf, type AgreementFacts, type AgreementRow } from '#sharing';

/** An agreement with the persons whom its records are linked to now. */
export type LinkedAgreement = AgreementRow & {
  readonly person_id: PersonId;
  /** Who answered, where a record of theirs is named and linked. */
  readonly answering_person: PersonId | null;
};

export interface AgreementsReader {
  /** Facts for `decide`, by person. */
  ofPersons(persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly AgreementFacts[]>>;
  find(agreement: AgreementId): Promise<LinkedAgreement | undefined>;
}

/** A record that nothing has linked yet is a person of its own, as in the timeline. */
const SELECT = `
  SELECT a.*, coalesce(k.person_id, a.record_id) AS person_id, w.person_id AS answering_person
  FROM agreements.agreements a LEFT JOIN families.records k USING (record_id)
    LEFT JOIN families.records w ON w.record_id = a.answered_by`;

export function createAgreementsReader(pool: Pool): AgreementsReader {
  return {
    async ofPersons(persons) {
      // Not a named statement: a swap to a view with other columns would break it on connections already open.
      const { rows } = await pool.query<LinkedAgreement>(
        `${SELECT} WHERE coalesce(k.person_id, a.record_id) = ANY($1::uuid[]) ORDER BY a.agreement_id`,
        [persons],
      );
      const byPerson = new Map<PersonId, AgreementFacts[]>();
      for (const row of rows) {
        const facts = byPerson.get(row.person_id) ?? [];
        byPerson.set(row.person_id, [
          ...facts,
          agreementFactsOf(row, row.person_id, row.answering_person ?? undefined),
        ]);
      }
      return byPerson;
    },
    find: async (agreement) =>
      (await pool.query<LinkedAgreement>(`${SELECT} WHERE a.agreement_id = $1`, [agreement])).rows[0],
  };
}

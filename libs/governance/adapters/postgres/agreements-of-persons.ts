import type { Pool } from 'pg';
import type { AgreementId, PersonId } from '#platform';
import { agreementFactsOf, type AgreementFacts, type AgreementRow } from '#sharing';

type LinkedAgreement = AgreementRow & {
  readonly person_id: PersonId;
  /** Who answered, where a record of theirs is named and linked. */
  readonly answering_person: PersonId | null;
};

export type AgreementsByPerson = ReadonlyMap<PersonId, readonly AgreementFacts[]>;

export interface AgreementsReader {
  /** Facts for `decide`, by the person whom an agreement's record is linked to now. */
  ofPersons(persons: readonly PersonId[]): Promise<AgreementsByPerson>;
  isHeld(agreement: AgreementId): Promise<boolean>;
}

/** A record that nothing has linked yet is a person of its own, as in the timeline. */
const SELECT = `
  SELECT a.*, coalesce(k.person_id, a.record_id) AS person_id, w.person_id AS answering_person
  FROM agreements.agreements a LEFT JOIN families.records k USING (record_id)
    LEFT JOIN families.records w ON w.record_id = a.answered_by`;

export const createAgreementsReader = (pool: Pool): AgreementsReader => ({
  async ofPersons(persons) {
    // Not a named statement: a swap to a view with other columns would break it on connections already open.
    const { rows } = await pool.query<LinkedAgreement>(
      `${SELECT} WHERE coalesce(k.person_id, a.record_id) = ANY($1::uuid[]) ORDER BY a.agreement_id`,
      [persons],
    );
    const byPerson = new Map<PersonId, AgreementFacts[]>();
    for (const row of rows) {
      const facts = byPerson.get(row.person_id) ?? [];
      facts.push(agreementFactsOf(row, row.person_id, row.answering_person ?? undefined));
      byPerson.set(row.person_id, facts);
    }
    return byPerson;
  },
  async isHeld(agreement) {
    const { rowCount } = await pool.query('SELECT 1 FROM agreements.agreements WHERE agreement_id = $1', [
      agreement,
    ]);
    return rowCount === 1;
  },
});

/** Every agreement of every person whom an item names. */
export function agreementsOn(
  people: readonly { readonly person: PersonId }[],
  agreements: AgreementsByPerson,
): readonly AgreementFacts[] {
  const persons = new Set(people.map(({ person }) => person));
  return [...persons].flatMap((person) => agreements.get(person) ?? []);
}

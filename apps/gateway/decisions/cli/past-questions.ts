import type { Pool } from 'pg';
import type { AgencyDirectory } from '#access';
import { createPastItems, type SharedItem } from '#journey';
import type { PersonId } from '#platform';
import { agreementFactsOf, type AgreementFacts, type AgreementRow, type ComparedQuestion } from '#sharing';

export interface PastQuestions {
  /** Every past item once for each recipient it was decided for, with the agreements as they stand now. */
  all(): AsyncIterable<readonly ComparedQuestion[]>;
  countHeld(): Promise<number>;
}

export async function openPastQuestions(
  pool: Pool,
  { recipients }: AgencyDirectory,
  now: Date,
): Promise<PastQuestions> {
  const items = createPastItems(pool);
  const agreements = await agreementsByPerson(pool);
  const roles = new Map(recipients.map(({ recipient, role }) => [recipient, role]));
  const questionsOf = (item: SharedItem): readonly ComparedQuestion[] => {
    const persons = new Set(item.people.map(({ person }) => person));
    const held = [...persons].flatMap((person) => agreements.get(person) ?? []);
    return item.decisions.flatMap(({ recipient, purpose }) => {
      const role = recipient && roles.get(recipient);
      if (!recipient || !role || !purpose) return [];
      const input = { item: item.facts, recipient: { recipient, role }, purpose, agreements: held, now };
      return [{ id: item.item, input }];
    });
  };
  return {
    async *all() {
      for await (const page of items.all()) yield page.flatMap(questionsOf);
    },
    countHeld: () => items.countHeld(),
  };
}

type Linked = AgreementRow & { readonly person_id: PersonId };

/** A record that nothing has linked yet is a person of its own, as in the timeline. */
async function agreementsByPerson(pool: Pool): Promise<ReadonlyMap<PersonId, readonly AgreementFacts[]>> {
  const { rows } = await pool.query<Linked>(
    `SELECT a.*, coalesce(k.person_id, a.record_id) AS person_id
     FROM agreements.agreements a LEFT JOIN families.records k USING (record_id) ORDER BY a.agreement_id`,
  );
  const byPerson = new Map<PersonId, AgreementFacts[]>();
  for (const row of rows) {
    const facts = byPerson.get(row.person_id) ?? [];
    facts.push(agreementFactsOf(row, row.person_id));
    byPerson.set(row.person_id, facts);
  }
  return byPerson;
}

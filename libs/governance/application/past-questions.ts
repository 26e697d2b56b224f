import type { Pool } from 'pg';
import { createPastItems, type SharedItem } from '#journey';
import type { ComparedQuestion, RecipientFacts } from '#sharing';
import { hasRestriction } from '../domain/emergency/emergency-danger.js';
import {
  agreementsOn,
  createAgreementsReader,
  type AgreementsByPerson,
} from '../adapters/postgres/agreements-of-persons.js';

export interface PastQuestions {
  /**
   * Every past item once for each recipient it was decided for, with the agreements as they stand now. None of what its
   * custodian alone may know of: neither its id nor its number is told by a comparison.
   */
  all(): AsyncIterable<readonly ComparedQuestion[]>;
  countHeld(): Promise<number>;
}

const isOpenShared = ({ facts }: SharedItem): boolean => !hasRestriction(facts);

export function openPastQuestions(
  pool: Pool,
  recipients: readonly RecipientFacts[],
  now: Date,
): PastQuestions {
  const items = createPastItems(pool);
  const agreements = createAgreementsReader(pool);
  const roles = new Map(recipients.map(({ recipient, role }) => [recipient, role]));
  const questionsOf = (item: SharedItem, held: AgreementsByPerson): readonly ComparedQuestion[] =>
    item.decisions.flatMap(({ recipient, purpose }) => {
      const role = recipient && roles.get(recipient);
      if (!recipient || !role || !purpose) return [];
      const facts = {
        recipient: { recipient, role },
        purpose,
        agreements: agreementsOn(item.people, held),
        now,
      };
      return [{ id: item.item, input: { item: item.facts, ...facts } }];
    });
  return {
    async *all() {
      for await (const page of items.all()) {
        const persons = new Set(page.flatMap(({ people }) => people.map(({ person }) => person)));
        const held = await agreements.ofPersons([...persons]);
        yield page.filter(isOpenShared).flatMap((item) => questionsOf(item, held));
      }
    },
    countHeld: () => items.countHeld(),
  };
}

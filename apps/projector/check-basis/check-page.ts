import type { Pool } from 'pg';
import {
  agreementsOn,
  createAgreementsReader,
  createEmergencyReader,
  createOverridesReader,
  hasBasis,
  type CheckedPage,
  type LastingGlass,
} from '#governance';
import { createPastItems, type SharedItem } from '#journey';
import type { Clock, ItemId } from '#platform';
import { currentRuleset, overrideRecordsOf, type OverrideRecord, type RecipientFacts } from '#sharing';

export interface PageCheck {
  readonly pool: Pool;
  readonly recipients: readonly RecipientFacts[];
  readonly clock: Clock;
}

/** Decides the next page of shared items again, from the facts kept and what they may stand on as it is now. */
export async function checkPage(
  { pool, recipients, clock }: PageCheck,
  after: ItemId | undefined,
): Promise<CheckedPage> {
  const items = await createPastItems(pool).pageAfter(after);
  const ids = items.map(({ item }) => item);
  const persons = new Set(items.flatMap(({ people }) => people.map(({ person }) => person)));
  const now = clock();
  const [held, asked, lasting] = await Promise.all([
    createAgreementsReader(pool).ofPersons([...persons]),
    createOverridesReader(pool).ofItems(ids),
    createEmergencyReader(pool).lasting(now),
  ]);
  const records = overrideRecordsOf(asked, now);
  const ruleset = currentRuleset(now);
  const holds = (item: SharedItem) =>
    hasBasis(item, {
      ...{ recipients, agreements: agreementsOn(item.people, held), now, ruleset },
      ...{ overrides: naming(item, records), glasses: glassesOf(item, lasting) },
    });
  return { items: ids, withoutBasis: items.filter((item) => !holds(item)).map(({ item }) => item), at: now };
}

const naming = ({ item }: SharedItem, records: readonly OverrideRecord[]): readonly OverrideRecord[] =>
  records.filter(({ items }) => items.some((named) => named.item === item));

const glassesOf = ({ people }: SharedItem, lasting: readonly LastingGlass[]) => {
  const persons = people.filter(({ party }) => party === 'SUBJECT').map(({ person }) => person);
  return lasting
    .filter((glass) => persons.some((person) => glass.persons.includes(person)))
    .map(({ broken }) => broken);
};

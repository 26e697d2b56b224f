import type { Pool } from 'pg';
import { agreementsOn, createAgreementsReader, hasBasis, type CheckedPage } from '#governance';
import { createPastItems, type SharedItem } from '#journey';
import type { Clock, ItemId } from '#platform';
import { currentRuleset, type RecipientFacts } from '#sharing';

export interface PageCheck {
  readonly pool: Pool;
  readonly recipients: readonly RecipientFacts[];
  readonly clock: Clock;
}

/** Decides the next page of shared items again, from the facts kept and the agreements as they stand. */
export async function checkPage(
  { pool, recipients, clock }: PageCheck,
  after: ItemId | undefined,
): Promise<CheckedPage> {
  const items = await createPastItems(pool).pageAfter(after);
  const persons = new Set(items.flatMap(({ people }) => people.map(({ person }) => person)));
  const held = await createAgreementsReader(pool).ofPersons([...persons]);
  const now = clock();
  const ruleset = currentRuleset(now);
  const holds = (item: SharedItem) =>
    hasBasis(item, { recipients, agreements: agreementsOn(item.people, held), now, ruleset });
  return {
    items: items.map(({ item }) => item),
    withoutBasis: items.filter((item) => !holds(item)).map(({ item }) => item),
    at: now,
  };
}

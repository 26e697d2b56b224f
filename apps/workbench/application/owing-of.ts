import { covers, type ItemId, type RecipientId } from '#platform';
import type { OwedDisclosure } from '#governance';
import type { OverrideState, OwingFacts } from '#sharing';

/** What is still owed, and what came, for items shown to a team before. The asking is the record of a danger. */
export function owingOf(
  disclosures: readonly OwedDisclosure[],
  overrides: readonly OverrideState[],
  recipient: RecipientId,
): ReadonlyMap<ItemId, readonly OwingFacts[]> {
  const byItem = new Map<ItemId, OwingFacts[]>();
  for (const { item, row, record, disclosedAt } of disclosures) {
    const settledAt = settledBy(overrides, { item, row, record, recipient });
    const facts = { record, row, disclosedAt: disclosedAt.toISOString() };
    byItem.set(item, [...(byItem.get(item) ?? []), { ...facts, ...(settledAt && { settledAt }) }]);
  }
  return byItem;
}

type Owed = Pick<OwedDisclosure, 'item' | 'row' | 'record'> & { readonly recipient: RecipientId };

function settledBy(overrides: readonly OverrideState[], owed: Owed): string | undefined {
  const times = overrides.flatMap((each) => {
    const { kind, row, items, recipients, askedAt, authorised } = each;
    const isOfIt = kind === 'OVERRIDE' && row === owed.row && items.some(({ item }) => item === owed.item);
    if (!isOfIt || !recipients.some((name) => covers(name, owed.recipient))) return [];
    if (owed.record === 'DANGER_RECORD') return [askedAt];
    return authorised && !authorised.declined.includes(owed.item) ? [authorised.at] : [];
  });
  return times.sort()[0];
}

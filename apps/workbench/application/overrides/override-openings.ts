import type { TimelineItem, TimelineReader } from '#journey';
import { covers, type ItemId } from '#platform';
import { isPermitted, type OverrideShortfall, type OverrideState } from '#sharing';

/** BEING_READ: the hub had it by reference alone, and reads what it says from the agency's feed. */
export type OverrideOpening = 'OPEN' | 'BEING_READ' | OverrideShortfall;

/**
 * Whether each item that was approved is open to the teams that the override is for. Of what the request itself names, so
 * that it tells nothing of any other item, team or reason.
 */
export async function openingsOf(
  timeline: Pick<TimelineReader, 'item'>,
  state: OverrideState,
): Promise<ReadonlyMap<ItemId, OverrideOpening>> {
  if (state.kind !== 'OVERRIDE') return new Map();
  const approved = state.items.filter(({ item }) => !state.authorised?.declined.includes(item));
  const found = await Promise.all(
    approved.map(async ({ item }) => [item, openingOf(await timeline.item(item), item, state)] as const),
  );
  return new Map(found);
}

function openingOf(
  found: TimelineItem | undefined,
  item: ItemId,
  { recipients, shortfalls }: OverrideState,
): OverrideOpening {
  if (found?.state !== 'SHARED') return shortfalls?.[item] ?? 'BEING_READ';
  const named = found.decisions.filter(({ recipient = '' }) =>
    recipients.some((each) => covers(each, recipient)),
  );
  return named.some(isPermitted) ? 'OPEN' : 'NOT_OPENED';
}

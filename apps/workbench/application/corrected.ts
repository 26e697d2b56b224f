import type { ItemId, RecordId } from '#platform';
import { isStanding, shownSubjects, type PermittedItem } from './permitted-item.js';

/**
 * Each item that a permitted and standing one corrects, with those whom it is left to: of whom its corrections are still
 * told, the last of several first. `beside`: permitted corrections that are no items of the page. What corrects itself,
 * by way of others, is left as it was.
 */
export function corrected(
  items: readonly PermittedItem[],
  beside: readonly PermittedItem[] = [],
): readonly PermittedItem[] {
  const found = new Map([...beside, ...items].map((item) => [item.item, item]));
  const all = [...found.values()];
  const corrections = correctionsIn(all, found);
  const ready = all.filter(({ item }) => corrections.get(item) === undefined);
  const waiting = new Map([...corrections].map(([item, { size }]) => [item, size]));
  // Grows as it is walked: an item is ready when all that correct it are.
  for (const { item, corrects } of ready) {
    if (corrects === undefined || corrections.get(corrects)?.has(item) !== true) continue;
    const left = (waiting.get(corrects) ?? 0) - 1;
    waiting.set(corrects, left);
    const mistaken = found.get(corrects);
    if (left > 0 || mistaken === undefined) continue;
    found.set(corrects, { ...mistaken, leftTo: toldIn(corrections.get(corrects) ?? [], found) });
    ready.push(mistaken);
  }
  return items.map((item) => found.get(item.item) ?? item);
}

/** By what they correct; a correction that its sender took back is none. */
function correctionsIn(
  items: readonly PermittedItem[],
  permitted: ReadonlyMap<ItemId, PermittedItem>,
): ReadonlyMap<ItemId, ReadonlySet<ItemId>> {
  const standing = (id: ItemId) => {
    const correction = permitted.get(id);
    return correction !== undefined && isStanding(correction);
  };
  const found = items.map(({ item, correctedBy }) => [item, new Set(correctedBy.filter(standing))] as const);
  return new Map(found.filter(([, { size }]) => size > 0));
}

const toldIn = (
  corrections: Iterable<ItemId>,
  found: ReadonlyMap<ItemId, PermittedItem>,
): ReadonlySet<RecordId> =>
  new Set(
    [...corrections].flatMap((id) => {
      const correction = found.get(id);
      return correction ? shownSubjects(correction) : [];
    }),
  );

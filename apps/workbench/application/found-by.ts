/**
 * Looks items up by what they name, in their own order: where there are many families, each of them would else read every item.
 */
export function foundBy<Item, Key>(
  items: readonly Item[],
  keysOf: (item: Item) => Iterable<Key>,
): (keys: Iterable<Key>) => readonly Item[] {
  const places = new Map<Key, Set<number>>();
  items.forEach((item, place) => {
    for (const key of keysOf(item)) places.set(key, (places.get(key) ?? new Set()).add(place));
  });
  return (keys) => {
    const found = new Set([...keys].flatMap((key) => [...(places.get(key) ?? [])]));
    return [...found].sort((a, b) => a - b).flatMap((place) => items[place] ?? []);
  };
}

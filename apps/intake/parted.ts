/** The same in pieces of at most so many, which may be infinitely many. */
export function parted<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  if (all.length <= most) return all.length === 0 ? [] : [all];
  const parts = Math.ceil(all.length / most);
  return Array.from({ length: parts }, (_, at) => all.slice(at * most, (at + 1) * most));
}

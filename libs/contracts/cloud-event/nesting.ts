/** Deepest nesting of an event that is taken at all; no contract comes near it. */
const MOST_NESTING = 100;

/** Level by level: a function that calls itself would run out of stack on the very events that are to be found. */
export function isNestedTooDeep(event: unknown): boolean {
  let level: readonly unknown[] = [event];
  for (let depth = 0; depth <= MOST_NESTING && level.length > 0; depth += 1) level = level.flatMap(partsOf);
  return level.length > 0;
}

const partsOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

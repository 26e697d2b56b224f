/** The same, with every object that names its fields closed to others: a reader ignores what is new, a test must not. */
export function closed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(closed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]));
  const names = 'properties' in copy && copy['type'] === 'object' && !('additionalProperties' in copy);
  return { ...copy, ...(names ? { additionalProperties: false } : {}) } as T;
}

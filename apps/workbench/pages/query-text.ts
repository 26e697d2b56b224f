type Value = string | number | undefined;

/** `?a=b&c=d` of the parts that are set, in order; empty where none is. Names may come more than once. */
export function queryText(parts: readonly (readonly [name: string, value: Value])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of parts) if (value !== undefined) query.append(name, String(value));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

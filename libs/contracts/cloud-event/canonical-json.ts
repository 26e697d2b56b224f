import canonicalize from 'canonicalize';
import { defect } from '#platform';

/** The one form of a JSON value that RFC 8785 gives it. Throws `CONTRACTS.NOT_CANONICAL` for what is not JSON. */
export function canonicalJson(value: unknown): string {
  const text = serialise(value);
  if (text === undefined) throw defect('CONTRACTS.NOT_CANONICAL', 'The value has no canonical form');
  return text;
}

/** The package is CommonJS with ES types, so that its default export is typed one level too deep. */
const serialise = canonicalize as unknown as (value: unknown) => string | undefined;

import canonicalize from 'canonicalize';
import { defect } from '#platform';
import { type SourceEvent } from '../envelope.js';

/**
 * What the agency says, in the one form of RFC 8785, for digests. Trace context and other attributes of the journey
 * are left out, so that the same event sent again is the same content.
 */
export function canonicalContent(event: SourceEvent): string {
  const { specversion, id, source, type, subject, time, data } = event;
  const text = serialise({ specversion, id, source, type, subject, time, data });
  if (text === undefined) throw defect('CONTRACTS.NOT_CANONICAL', 'The event has no canonical form');
  return text;
}

/** The package is CommonJS with ES types, so that its default export is typed one level too deep. */
const serialise = canonicalize as unknown as (value: unknown) => string | undefined;

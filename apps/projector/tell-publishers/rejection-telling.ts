import type { StoredEvent } from '#event-store';
import type { Telling } from '#feed';
import type { SourceEventRejected } from '#journey';
import { HUB_VERSION } from '#platform';
import { originOf } from './origin.js';

/** A publisher may have written anything into the header; only what has the form of an id goes on. */
const CORRELATION = /^[0-9a-f-]{8,64}$/i;

/**
 * What operators are told of a rejection: where the message lies and why, in headers alone. The value stays empty, for
 * no content is kept without a basis, and no header holds what a publisher could have written. Undefined for every
 * other event.
 */
export function rejectionTelling(cause: StoredEvent): Telling | undefined {
  const origin = originOf(cause);
  if (!origin) return undefined;
  const { agency, reasons, attempt = 1 } = cause.data as SourceEventRejected;
  const codes = [...new Set(reasons.map(({ code }) => code))];
  const { correlationId = '' } = cause.metadata;
  const headers = {
    'throughline-origin-topic': origin.topic,
    'throughline-origin-partition': String(origin.partition),
    'throughline-origin-offset': origin.offset,
    'throughline-agency': agency,
    'throughline-code': codes[0] ?? '',
    'throughline-codes': codes.join(','),
    'throughline-attempt': String(attempt),
    'throughline-rejected-at': cause.createdAt.toISOString(),
    'throughline-hub-version': HUB_VERSION,
    ...(CORRELATION.test(correlationId) ? { 'throughline-correlation-id': correlationId } : {}),
  };
  return { to: 'operators', key: origin.name, headers, value: Buffer.alloc(0) };
}

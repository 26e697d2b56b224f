import type { StoredEvent } from '#event-store';
import { CORRELATION_HEADER, isCorrelationId, type Telling } from '#feed';
import type { SourceEventRejected } from '#journey';
import { HUB_VERSION } from '#platform';
import { originOf } from './origin.js';

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
    ...(isCorrelationId(correlationId) ? { [CORRELATION_HEADER]: correlationId } : {}),
  };
  return { to: 'operators', key: origin.name, headers, value: Buffer.alloc(0) };
}

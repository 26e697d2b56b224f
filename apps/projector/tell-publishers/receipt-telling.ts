import { encodeStructured, HUB_SOURCE, RECEIPT_SCHEMA, RECEIPT_TYPE } from '#contracts';
import type { StoredEvent } from '#event-store';
import type { Telling } from '#feed';
import { receiptBody, type Receipt } from '#journey';
import { derivedUuid } from '#platform';
import { originOf } from './origin.js';

/** What the publisher is told of one change: the body that its receipt had over HTTP right after it. */
export function receiptTelling(cause: StoredEvent, receipt: Receipt): Telling {
  const origin = originOf(cause);
  const { agency, sourceEventId } = receipt;
  const event = {
    specversion: '1.0',
    // Follows from the cause, so that what is told twice can be dropped.
    id: derivedUuid('receipt', cause.id),
    source: HUB_SOURCE,
    type: RECEIPT_TYPE,
    ...(sourceEventId === undefined ? {} : { subject: sourceEventId }),
    time: cause.createdAt.toISOString(),
    datacontenttype: 'application/json',
    dataschema: RECEIPT_SCHEMA,
    ...(origin === undefined ? {} : { origin: origin.name }),
    data: receiptBody(receipt),
  };
  return { to: agency, key: sourceEventId ?? origin?.name ?? cause.id, ...encodeStructured(event) };
}

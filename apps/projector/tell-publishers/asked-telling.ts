import { CONTENT_ASKED_TYPE, encodeStructured, explain, HUB_SOURCE } from '#contracts';
import type { StoredEvent } from '#event-store';
import type { Telling } from '#feed';
import type { ContentAsked } from '#journey';
import { derivedUuid } from '#platform';

/**
 * What an agency is asked to publish again; undefined for every other event. Under the item's key, so that compaction
 * takes neither this for the event's receipt nor the receipt for this.
 */
export function askedTelling(cause: StoredEvent): Telling | undefined {
  if (cause.type !== 'ContentAsked') return undefined;
  const { item, agency, sourceEventId, source, askedAt } = cause.data as ContentAsked;
  const event = {
    specversion: '1.0',
    // Follows from the cause, so that what is told twice can be dropped.
    id: derivedUuid('content-asked', cause.id),
    source: HUB_SOURCE,
    type: CONTENT_ASKED_TYPE,
    subject: sourceEventId,
    time: cause.createdAt.toISOString(),
    datacontenttype: 'application/json',
    origin: `${source.topic}/${source.partition}/${source.offset}`,
    data: { id: sourceEventId, askedAt, reason: explain({ code: 'CONTENT.ASKED' }) },
  };
  return { to: agency, key: item, ...encodeStructured(event) };
}

import { attemptOf, EVENT_ID_HEADER } from '#feed';
import { derivedUuid } from '#platform';
import type { RejectionEvent, SourceEventParked, SourceEventRejected } from '#journey';
import { metadataOf, placeIdOf, positionOf, type EventFor } from './origin.js';
import type { Reason, SetAside } from './underway.js';

/** As the gateway takes it; a partner's own client may send any length, which no index of the receipts would hold. */
const MAX_ID_LENGTH = 256;

/** Tells the publisher; of the event itself only where it lies is kept. */
export function rejectionOf(aside: SetAside): EventFor {
  const { message, reasons } = aside;
  const rejected = {
    agency: message.agency,
    ...sourceEventIdOf(aside),
    source: positionOf(message),
    receivedAt: message.appendedAt.toISOString(),
    reasons,
    attempt: attemptOf(message.headers),
  };
  return rejectionFor(placeIdOf(message), rejected, metadataOf(message));
}

/** Of a parked event that the feed no longer has. */
export function rejectionOfParked(
  { parking, agency, sourceEventId, source, receivedAt }: SourceEventParked,
  reasons: readonly Reason[],
): EventFor {
  const rejected = { agency, sourceEventId, source, receivedAt, reasons };
  return rejectionFor(parking, rejected, { schemaVersion: 1, actor: agency });
}

function rejectionFor(
  place: string,
  data: SourceEventRejected,
  metadata: EventFor['event']['metadata'],
): EventFor {
  const stream = `rejection-${place}`;
  const rejected: RejectionEvent = { type: 'SourceEventRejected', data };
  return { stream, event: { id: derivedUuid(stream, rejected.type), ...rejected, metadata } };
}

/** What could not be read has its id on the outside, so that its publisher finds the reason all the same. */
function sourceEventIdOf({ message, sourceEventId: read }: SetAside): { readonly sourceEventId?: string } {
  const sourceEventId = read ?? message.headers[EVENT_ID_HEADER] ?? '';
  return sourceEventId === '' || sourceEventId.length > MAX_ID_LENGTH ? {} : { sourceEventId };
}

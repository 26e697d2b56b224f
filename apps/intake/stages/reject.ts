import { attemptOf, EVENT_ID_HEADER } from '#feed';
import { derivedUuid } from '#platform';
import type { RejectionEvent } from '#journey';
import { metadataOf, positionOf, type EventFor } from './origin.js';
import type { SetAside } from './underway.js';

/** As the gateway takes it; a partner's own client may send any length, which no index of the receipts would hold. */
const MAX_ID_LENGTH = 256;

/** Tells the publisher; of the event itself only where it lies is kept. */
export function rejectionOf(aside: SetAside): EventFor {
  const { message, reasons } = aside;
  const { topic, partition, offset } = message;
  const stream = `rejection-${derivedUuid(topic, String(partition), String(offset))}`;
  const rejected: RejectionEvent = {
    type: 'SourceEventRejected',
    data: {
      agency: message.agency,
      ...sourceEventIdOf(aside),
      source: positionOf(message),
      receivedAt: message.appendedAt.toISOString(),
      reasons,
      attempt: attemptOf(message.headers),
    },
  };
  const id = derivedUuid(stream, 'SourceEventRejected');
  return { stream, event: { id, ...rejected, metadata: metadataOf(message) } };
}

/** What could not be read has its id on the outside, so that its publisher finds the reason all the same. */
function sourceEventIdOf({ message, sourceEventId: read }: SetAside): { readonly sourceEventId?: string } {
  const sourceEventId = read ?? message.headers[EVENT_ID_HEADER] ?? '';
  return sourceEventId === '' || sourceEventId.length > MAX_ID_LENGTH ? {} : { sourceEventId };
}

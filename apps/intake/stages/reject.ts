import { attemptOf, EVENT_ID_HEADER } from '#feed';
import { derivedUuid } from '#platform';
import type { RejectionEvent } from '#journey';
import { metadataOf, positionOf, type EventFor } from './origin.js';
import type { SetAside } from './underway.js';

/** Tells the publisher; of the event itself only where it lies is kept. */
export function rejectionOf({ message, sourceEventId: read, reasons }: SetAside): EventFor {
  // What could not be read has its id on the outside, so that its publisher finds the reason all the same.
  const sourceEventId = read ?? message.headers[EVENT_ID_HEADER];
  const { topic, partition, offset } = message;
  const stream = `rejection-${derivedUuid(topic, String(partition), String(offset))}`;
  const rejected: RejectionEvent = {
    type: 'SourceEventRejected',
    data: {
      agency: message.agency,
      ...(sourceEventId === undefined ? {} : { sourceEventId }),
      source: positionOf(message),
      receivedAt: message.appendedAt.toISOString(),
      reasons,
      attempt: attemptOf(message.headers),
    },
  };
  const id = derivedUuid(stream, 'SourceEventRejected');
  return { stream, event: { id, ...rejected, metadata: metadataOf(message) } };
}

import type { EventMetadata, NewEvent } from '#event-store';
import type { FeedMessage } from '#feed';
import type { AgencyId, ItemId, Uuid } from '#platform';
import type { SourcePosition } from '#journey';

export const positionOf = ({ topic, partition, offset }: FeedMessage): SourcePosition => ({
  topic,
  partition,
  offset: offset.toString(),
});

export interface Origin {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  readonly source: SourcePosition;
  readonly receivedAt: string;
}

export const itemStream = (item: ItemId): string => `item-${item}`;

/** The agency acted; the trace and correlation it came with go on. */
export function metadataOf(message: FeedMessage, causationId?: Uuid): EventMetadata {
  const { traceparent, 'throughline-correlation-id': correlationId } = message.headers;
  return {
    schemaVersion: 1,
    actor: message.agency,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

export interface EventFor {
  readonly stream: string;
  readonly event: NewEvent;
}

import type { EventMetadata, NewEvent } from '#event-store';
import { correlationIdOf, type FeedMessage } from '#feed';
import { derivedUuid, type AgencyId, type ItemId, type Uuid } from '#platform';
import { ITEM_STREAMS, type SourcePosition } from '#journey';
import { traceparentOf } from '../tracing.js';

export const positionOf = ({ topic, partition, offset }: FeedMessage): SourcePosition => ({
  topic,
  partition,
  offset: offset.toString(),
});

/**
 * Follows from where the message lies and when the feed took it, whatever is in it: a topic that was made anew, and a feed
 * that was put back from an older copy, give offsets out a second time.
 */
export const placeIdOf = ({ topic, partition, offset, appendedAt }: FeedMessage): Uuid =>
  derivedUuid(topic, String(partition), String(offset), String(appendedAt.getTime()));

export interface Origin {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  readonly source: SourcePosition;
  readonly receivedAt: string;
}

export const itemStream = (item: ItemId): string => `${ITEM_STREAMS}${item}`;

/** Which process decided, and up to which position it knew what others had stored. */
export type Vantage = Required<Pick<EventMetadata, 'intake' | 'knownTo'>>;
export type Decided = Vantage & Pick<EventMetadata, 'causationId'>;

/** The agency acted; the trace and correlation it came with go on. */
export function metadataOf(message: FeedMessage, decided: Partial<Decided> = {}): EventMetadata {
  const correlationId = correlationIdOf(message.headers);
  const traceparent = traceparentOf(message);
  return {
    schemaVersion: 1,
    actor: message.agency,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...decided,
  };
}

export interface EventFor {
  readonly stream: string;
  readonly event: NewEvent;
}

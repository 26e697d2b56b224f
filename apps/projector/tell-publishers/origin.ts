import type { StoredEvent } from '#event-store';
import type { SourceEventRejected, SourcePosition } from '#journey';

export interface Origin extends SourcePosition {
  /** `topic/partition/offset`. */
  readonly name: string;
}

/** Where a refused message lies; undefined for every other event. */
export function originOf({ type, data }: StoredEvent): Origin | undefined {
  if (type !== 'SourceEventRejected') return undefined;
  const { topic, partition, offset } = (data as SourceEventRejected).source;
  return { topic, partition, offset, name: `${topic}/${partition}/${offset}` };
}

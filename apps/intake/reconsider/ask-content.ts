import type { ContentAsked, HeldItem } from '#journey';
import { derivedUuid } from '#platform';
import { itemStream } from '../stages/origin.js';
import type { Change } from './release.js';
import type { Trigger } from './triggers.js';

/**
 * Asks the agency of a stub for the content that the feed no longer has: once for each place where it lay, whatever
 * brings it up again. Who would see it, and on what, is in neither the event nor what the agency is told.
 */
export function planAsking(held: HeldItem, { cause }: Trigger, now: Date): readonly Change[] {
  if (held.contentAskedAt) return [];
  const { item, agency, sourceEventId, source } = held;
  const stream = itemStream(item);
  const { topic, partition, offset } = source;
  const id = derivedUuid(stream, 'ContentAsked', topic, String(partition), offset);
  const data: ContentAsked = { item, agency, sourceEventId, source, askedAt: now.toISOString(), cause };
  const metadata = { schemaVersion: 1, actor: 'hub:intake', causationId: cause };
  return [{ stream, expected: held.revision, event: { id, type: 'ContentAsked', data, metadata } }];
}

/** What its sender has taken back is shown to nobody, so it is neither read again nor asked for. */
export const isTakenBack = ({ retractedBy }: HeldItem): boolean => retractedBy.length > 0;

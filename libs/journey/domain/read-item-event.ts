import { defect } from '#platform';
import type { StoredEvent } from '#event-store';
import type { ItemEvent, RejectionEvent } from './item-events.js';

const ITEM_TYPES: ReadonlySet<string> = new Set<ItemEvent['type']>([
  'ItemShared',
  'ItemWithheld',
  'ItemReleased',
  'ItemCeased',
  'ItemDecidedAgain',
  'ContentAsked',
  'ContentGiven',
  'AgreementNoticeTaken',
]);

/** The event as one of the item's own; throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export function readItemEvent(event: StoredEvent): ItemEvent {
  if (!ITEM_TYPES.has(event.type)) throw unknownEvent(event);
  return { type: event.type, data: event.data } as ItemEvent;
}

/** The event as a rejection; throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export function readRejection(event: StoredEvent): RejectionEvent {
  if (event.type !== 'SourceEventRejected') throw unknownEvent(event);
  return { type: event.type, data: event.data } as RejectionEvent;
}

const unknownEvent = (event: StoredEvent) =>
  defect(
    'PROJECTION.UNKNOWN_EVENT',
    'An item stream holds an event of a type that this version cannot read',
    {
      type: event.type,
      position: event.position.toString(),
    },
  );

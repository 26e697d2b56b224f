import type { EventStore } from '#event-store';
import { ITEM_STREAMS, readItemEvent, type ItemEvent } from '#journey';
import type { AgreementId, ItemId, RecordId } from '#platform';
import type { ClockEnd, Decision } from '#sharing';

/** One time that the hub decided an item, from the item's own stream; nothing of its content. */
export interface Considered {
  readonly what: Exclude<ItemEvent['type'], 'AgreementNoticeTaken'>;
  readonly at: Date;
  readonly decisions: readonly Decision[];
  readonly because: {
    readonly agreement?: AgreementId;
    readonly record?: RecordId;
    readonly clock?: ClockEnd;
  };
}

/** What was decided and when, oldest first. */
export async function readItemHistory(
  store: Pick<EventStore, 'readStream'>,
  item: ItemId,
): Promise<readonly Considered[]> {
  const events = await store.readStream(`${ITEM_STREAMS}${item}`);
  return events.flatMap((stored) => {
    const { type, data } = readItemEvent(stored);
    if (type === 'AgreementNoticeTaken') return [];
    const [first] = data.decisions;
    const at = first ? new Date(first.decidedAt) : stored.createdAt;
    return [{ what: type, at, decisions: data.decisions, because: 'because' in data ? data.because : {} }];
  });
}

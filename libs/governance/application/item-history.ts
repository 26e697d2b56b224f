import type { EventStore } from '#event-store';
import { ITEM_STREAMS, readItemEvent, type ItemEvent } from '#journey';
import type { AgreementId, ItemId, RecordId, Uuid } from '#platform';
import type { ClockEnd, Decision } from '#sharing';

/** One time that the hub decided an item, or asked for its content and got it, from the item's own stream. */
export interface Considered {
  readonly what: Exclude<ItemEvent['type'], 'AgreementNoticeTaken'>;
  readonly at: Date;
  /** None where its content was asked for or given. */
  readonly decisions: readonly Decision[];
  readonly because: {
    readonly agreement?: AgreementId;
    readonly record?: RecordId;
    readonly override?: Uuid;
    readonly clock?: ClockEnd;
  };
}

/** What was decided and when, oldest first. */
export async function readItemHistory(
  store: Pick<EventStore, 'readStream'>,
  item: ItemId,
): Promise<readonly Considered[]> {
  const events = await store.readStream(`${ITEM_STREAMS}${item}`);
  return events.flatMap((stored): readonly Considered[] => {
    const { type, data } = readItemEvent(stored);
    if (type === 'AgreementNoticeTaken') return [];
    if (type === 'ContentAsked' || type === 'ContentGiven')
      return [{ what: type, at: stored.createdAt, decisions: [], because: {} }];
    const [first] = data.decisions;
    const at = first ? new Date(first.decidedAt) : stored.createdAt;
    return [{ what: type, at, decisions: data.decisions, because: 'because' in data ? data.because : {} }];
  });
}

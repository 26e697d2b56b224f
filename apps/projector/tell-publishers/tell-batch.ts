import type pg from 'pg';
import type { EventStore, StoredEvent } from '#event-store';
import type { Telling, TellingChannel } from '#feed';
import { createReceiptsAsAt, receiptsProjection, type Receipt } from '#journey';
import { waitForProjection } from '#read-store';
import { askedTelling } from './asked-telling.js';
import { ceasedTellings } from './ceased-telling.js';
import { emergencyTellings, isOfEmergency } from './emergency-telling.js';
import { receiptTelling } from './receipt-telling.js';
import { rejectionTelling } from './rejection-telling.js';

export interface TellBatchDeps {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly channel: TellingChannel;
}

/**
 * Resolves when everybody concerned is told of these events, in their order. Waits for the view of receipts first, so
 * that a publisher who asks over HTTP after being told is told no less. Throws what a later try may mend.
 */
export async function tellBatch(
  { pool, store, channel }: TellBatchDeps,
  events: readonly StoredEvent[],
  signal: AbortSignal,
): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  await waitForProjection(pool, receiptsProjection.name, last.position, { signal });
  const ofPublishers = events.filter((event) => !isOfEmergency(event));
  const known = await createReceiptsAsAt(pool, store).of(ofPublishers);
  const receipts = new Map(ofPublishers.map((event, at) => [event, known[at]]));
  const ceased = await Promise.all(events.map((event) => ceasedTellings(store, event)));
  await channel.tell(
    events.flatMap((event, at) => [
      ...tellingsOf(channel, event, receipts.get(event)),
      ...[...(ceased[at] ?? []), ...emergencyTellings(event)].filter(
        ({ to }) => to !== 'operators' && channel.reaches(to),
      ),
    ]),
  );
}

function tellingsOf(
  channel: TellingChannel,
  event: StoredEvent,
  receipt: Receipt | undefined,
): readonly Telling[] {
  const rejection = rejectionTelling(event);
  const asked = askedTelling(event);
  const isReached = receipt !== undefined && channel.reaches(receipt.agency);
  return [
    ...(isReached ? [receiptTelling(event, receipt)] : []),
    ...(isReached && asked ? [asked] : []),
    ...(rejection ? [rejection] : []),
  ];
}

import type pg from 'pg';
import type { EventStore, StoredEvent } from '#event-store';
import { storable } from '#read-store';
import { itemIdOf, type AgencyId } from '#platform';
import { ITEM_STREAMS } from '../../domain/item-events.js';
import type { Receipt, Rejection, Waiting } from '../../domain/receipt.js';
import { readParkingEvent, readRejection } from '../../application/read-events.js';
import { MOST_REFUSALS_TOLD, receiptOfRows } from './receipt-of-rows.js';
import { foldReceipt, isParking, isRejection, type ReceiptRow } from './receipts.projection.js';

/** Receipts as they stood right after given events, whatever has happened since. */
export interface ReceiptsAsAt {
  /**
   * One for each event of the streams that `receiptsProjection` follows, in the order given; that view must have passed
   * them all. Undefined where the stream is gone that the event belonged to, or where it changes no receipt.
   */
  of(events: readonly StoredEvent[]): Promise<readonly (Receipt | undefined)[]>;
}

export function createReceiptsAsAt(pool: pg.Pool, store: Pick<EventStore, 'readStream'>): ReceiptsAsAt {
  return {
    async of(events) {
      const known = await Promise.all(events.map((event) => knownAt(store, event)));
      const refused = await rejectionsAt(pool, known);
      return known.map(
        (each, at) => each && receiptOfRows(each, each.row, refused[at] ?? each.own, each.waiting),
      );
    },
  };
}

interface KnownAt extends Pick<Receipt, 'agency' | 'sourceEventId'> {
  readonly position: bigint;
  readonly row: ReceiptRow | undefined;
  /** What the event itself tells of a rejection. */
  readonly own: readonly Rejection[];
  readonly waiting?: Waiting;
}

type Streams = Pick<EventStore, 'readStream'>;

const knownAt = (store: Streams, event: StoredEvent): Promise<KnownAt | undefined> =>
  isParking(event)
    ? knownOfParking(store, event)
    : isRejection(event)
      ? knownOfRejection(store, event)
      : knownOfItem(store, event);

async function knownOfItem(store: Streams, event: StoredEvent): Promise<KnownAt | undefined> {
  const { position, revision } = event;
  const events = revision === 0n ? [event] : await store.readStream(event.stream);
  const row = foldReceipt(events.filter((each) => each.revision <= revision));
  if (!row) return undefined;
  return { agency: row.agency as AgencyId, sourceEventId: row.source_event_id, position, row, own: [] };
}

/** A server tells no positions when one stream is read, so the item is taken as it was at the time of the rejection. */
async function knownOfRejection(store: Streams, event: StoredEvent): Promise<KnownAt> {
  const { agency, sourceEventId, receivedAt, reasons } = readRejection(event).data;
  const row = sourceEventId === undefined ? undefined : await itemAt(store, event, agency, sourceEventId);
  const own = [{ receivedAt: new Date(receivedAt), reasons }];
  return { agency, sourceEventId, position: event.position, row, own };
}

/** Trying again tells nobody anything, and the end of waiting is told by its outcome. */
async function knownOfParking(store: Streams, event: StoredEvent): Promise<KnownAt | undefined> {
  const { type, data } = readParkingEvent(event);
  if (type !== 'SourceEventParked') return undefined;
  const { agency, sourceEventId, parkedAt } = data;
  const row = await itemAt(store, event, agency, sourceEventId);
  const waiting = { since: new Date(parkedAt) };
  return { agency, sourceEventId, position: event.position, row, own: [], waiting };
}

async function itemAt(
  store: Streams,
  { createdAt }: StoredEvent,
  agency: AgencyId,
  sourceEventId: string,
): Promise<ReceiptRow | undefined> {
  const events = await store.readStream(`${ITEM_STREAMS}${itemIdOf(agency, sourceEventId)}`);
  return foldReceipt(events.filter((each) => each.createdAt <= createdAt));
}

const REJECTIONS = `
  SELECT asked.ord::integer AS ord, r.received_at AS "receivedAt", r.reasons
  FROM unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS asked(agency, source_event_id, "position", ord)
  CROSS JOIN LATERAL (
    SELECT received_at, rejection_id, reasons FROM receipts.rejections
    WHERE agency = asked.agency AND source_event_id = asked.source_event_id AND "position" <= asked."position"
    ORDER BY received_at DESC, rejection_id DESC LIMIT ${MOST_REFUSALS_TOLD}) r
  ORDER BY asked.ord, r.received_at, r.rejection_id`;

/** By the place of the question; none where no delivery under the event's id was refused until then. */
async function rejectionsAt(
  pool: pg.Pool,
  known: readonly (KnownAt | undefined)[],
): Promise<readonly (readonly Rejection[] | undefined)[]> {
  const { rows } = await pool.query<Rejection & { readonly ord: number }>(REJECTIONS, [
    known.map((each) => each?.agency ?? null),
    known.map((each) => (each?.sourceEventId === undefined ? null : storable(each.sourceEventId))),
    known.map((each) => each?.position.toString() ?? null),
  ]);
  const found = known.map((): Rejection[] => []);
  for (const { ord, receivedAt, reasons } of rows) found[ord - 1]?.push({ receivedAt, reasons });
  return found.map((each) => (each.length > 0 ? each : undefined));
}

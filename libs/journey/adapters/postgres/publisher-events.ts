import type pg from 'pg';
import type { AgencyId, Uuid } from '#platform';
import { storable } from '#read-store';
import type { ReceiptBody } from '../../application/receipt-body.js';
import { CONTENT_WAITED_FOR } from './content-waited-for.js';
import { STILL_WAITS } from './still-waits.js';

/** One source event as its publisher finds it in a list. */
export interface PublishedEvent {
  /** Stands for the event in addresses, where its own id may not. */
  readonly reference: Uuid;
  /** Undefined where the message held none that could be read. */
  readonly sourceEventId: string | undefined;
  readonly state: ReceiptBody['state'];
  readonly receivedAt: Date;
}

export interface RefusedDelivery extends Omit<PublishedEvent, 'state'> {
  /** Places in the event, as JSON pointers; empty where the whole is meant. */
  readonly paths: readonly string[];
  /** What came of the event; before it, where other content or a fault came under the id of one that was taken. */
  readonly since: 'NOTHING' | 'TAKEN_SINCE' | 'TAKEN_BEFORE';
}

export interface EventsFilter {
  readonly state?: ReceiptBody['state'] | undefined;
  /** Only events whose publisher is asked to publish them again. */
  readonly contentAsked?: boolean;
  readonly from: Date;
  /** Before this. */
  readonly until: Date;
}

export interface Part {
  readonly page: number;
  readonly pageSize: number;
}

export interface Found<T> {
  readonly rows: readonly T[];
  readonly page: number;
  readonly more: boolean;
}

export interface PublisherEvents {
  /** The newest first. */
  list(agency: AgencyId, filter: EventsFilter, part: Part): Promise<Found<PublishedEvent>>;
  /** What the publisher calls it; undefined also for what another agency published. */
  findByReference(
    agency: AgencyId,
    reference: Uuid,
  ): Promise<{ readonly sourceEventId: string | undefined } | undefined>;
  findById(agency: AgencyId, sourceEventId: string): Promise<Uuid | undefined>;
  /** Refused with this code among the reasons, the newest first. */
  refused(agency: AgencyId, code: string, since: Date, part: Part): Promise<Found<RefusedDelivery>>;
}

/** One row for each event: an item's outcome counts, then that it waits, then its last refusal. */
const EVENTS = `
  SELECT item_id AS reference, source_event_id, outcome AS state, received_at
  FROM receipts.receipts WHERE agency = $1
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (w.source_event_id) w.parking_id, w.source_event_id, 'parked', w.parked_at
    FROM receipts.waiting w WHERE w.agency = $1 AND ${STILL_WAITS}
    ORDER BY w.source_event_id, w.parked_at, w.parking_id) waiting
  UNION ALL
  SELECT r.rejection_id, r.source_event_id, 'rejected', r.received_at FROM receipts.rejections r
  WHERE r.agency = $1
    AND NOT EXISTS (SELECT FROM receipts.receipts t WHERE t.agency = $1 AND t.source_event_id = r.source_event_id)
    AND NOT EXISTS (SELECT FROM receipts.waiting w WHERE w.agency = $1
      AND w.source_event_id = r.source_event_id AND ${STILL_WAITS})
    AND NOT EXISTS (SELECT FROM receipts.rejections later WHERE later.agency = $1
      AND later.source_event_id = r.source_event_id AND later."position" > r."position")`;

const LIST = `
  SELECT reference, source_event_id AS "sourceEventId", state, received_at AS "receivedAt" FROM (${EVENTS}) events
  WHERE received_at >= $2 AND received_at < $3 AND ($4::text IS NULL OR state = $4)
    AND (NOT $5::boolean OR reference IN (SELECT t.item_id FROM receipts.receipts t WHERE t.agency = $1 AND ${CONTENT_WAITED_FOR}))
  ORDER BY received_at DESC, reference LIMIT $6 OFFSET $7`;

const BY_REFERENCE = `
  SELECT source_event_id AS "sourceEventId" FROM receipts.receipts WHERE agency = $1 AND item_id = $2
  UNION ALL SELECT source_event_id FROM receipts.rejections WHERE agency = $1 AND rejection_id = $2
  UNION ALL SELECT source_event_id FROM receipts.waiting WHERE agency = $1 AND parking_id = $2 LIMIT 1`;

const BY_ID = `SELECT reference FROM (${EVENTS}) events WHERE source_event_id = $2 LIMIT 1`;

const REFUSED = `
  SELECT * FROM (
    SELECT rejection_id AS reference, source_event_id AS "sourceEventId", received_at AS "receivedAt",
      ARRAY(SELECT reason ->> 'path' FROM jsonb_array_elements(reasons) reason
        WHERE reason ->> 'code' = $2 AND reason ->> 'path' IS NOT NULL) AS paths,
      coalesce((SELECT CASE WHEN t.received_at > r.received_at THEN 'TAKEN_SINCE' ELSE 'TAKEN_BEFORE' END
        FROM receipts.receipts t WHERE t.agency = $1 AND t.source_event_id = r.source_event_id), 'NOTHING') AS since
    FROM receipts.rejections r
    WHERE agency = $1 AND reasons @> jsonb_build_array(jsonb_build_object('code', $2::text)) AND received_at >= $3) refused
  ORDER BY since <> 'NOTHING', "receivedAt" DESC, reference LIMIT $4 OFFSET $5`;

type Named<T> = Omit<T, 'sourceEventId'> & { readonly sourceEventId: string | null };

/** An agency's own events and their ids, and nobody else's. */
export const createPublisherEvents = (pool: pg.Pool): PublisherEvents => ({
  async list(agency, { state, contentAsked = false, from, until }, part) {
    const values = [agency, from, until, state ?? null, contentAsked, ...limitOf(part)];
    return foundOf((await pool.query<Named<PublishedEvent>>(LIST, values)).rows.map(named), part);
  },
  async findByReference(agency, reference) {
    const [row] = (await pool.query<Named<object>>(BY_REFERENCE, [agency, reference])).rows;
    return row && named(row);
  },
  async findById(agency, sourceEventId) {
    const { rows } = await pool.query<{ reference: Uuid }>(BY_ID, [agency, storable(sourceEventId)]);
    return rows[0]?.reference;
  },
  async refused(agency, code, since, part) {
    const values = [agency, storable(code), since, ...limitOf(part)];
    return foundOf((await pool.query<Named<RefusedDelivery>>(REFUSED, values)).rows.map(named), part);
  },
});

/** One more than is shown tells that there is more. */
const limitOf = ({ page, pageSize }: Part): readonly number[] => [pageSize + 1, (page - 1) * pageSize];

const foundOf = <T>(rows: readonly T[], { page, pageSize }: Part): Found<T> => ({
  rows: rows.slice(0, pageSize),
  page,
  more: rows.length > pageSize,
});

const named = <T extends { readonly sourceEventId: string | null }>(row: T) => ({
  ...row,
  sourceEventId: row.sourceEventId ?? undefined,
});

import type pg from 'pg';
import type { AgencyId } from '#platform';
import { CONTENT_WAITED_FOR } from './content-waited-for.js';
import { monthBefore } from './last-days.js';
import { STILL_WAITS } from './still-waits.js';

/**
 * One agency's events, each once by what became of it. Other content that was refused under the id of an event taken
 * before counts besides.
 */
export interface DeliveryCounts {
  /** Stored at some time, agreements noted included. */
  readonly accepted: number;
  readonly withheld: number;
  readonly rejected: number;
}

export interface DeliveryDay extends DeliveryCounts {
  /** `YYYY-MM-DD`, in London. */
  readonly day: string;
}

export interface RefusedCode {
  readonly code: string;
  /** Events refused for it in the last 30 days, however often; one whose id could not be read is one of its own. */
  readonly refused: number;
  /** Of these, those that nothing has come of since. */
  readonly open: number;
  readonly latest: Date;
}

export interface PublisherCounts {
  /** Of the last 30 days, earliest first; a day without any is absent. */
  days(agency: AgencyId, now: Date): Promise<readonly DeliveryDay[]>;
  /** Events that wait until the hub can take them. */
  parked(agency: AgencyId): Promise<number>;
  /** Events that the agency is asked to publish again, whenever they came. */
  contentAsked(agency: AgencyId): Promise<number>;
  /** Of the last 30 days, the most that is open first. */
  refusedCodes(agency: AgencyId, now: Date): Promise<readonly RefusedCode[]>;
}

const DAYS = `
  SELECT (received_at AT TIME ZONE 'Europe/London')::date::text AS day,
    count(*) FILTER (WHERE became IN ('stored', 'ceased'))::integer AS accepted,
    count(*) FILTER (WHERE became = 'withheld')::integer AS withheld,
    count(*) FILTER (WHERE became = 'rejected')::integer AS rejected
  FROM (
    SELECT received_at, outcome AS became FROM receipts.receipts WHERE agency = $1 AND received_at >= $2
    UNION ALL SELECT r.received_at, 'rejected' FROM receipts.rejections r WHERE r.agency = $1 AND r.received_at >= $2
      AND NOT EXISTS (SELECT FROM receipts.receipts t WHERE t.agency = $1
        AND t.source_event_id = r.source_event_id AND t.received_at > r.received_at)
      AND NOT EXISTS (SELECT FROM receipts.waiting w WHERE w.agency = $1
        AND w.source_event_id = r.source_event_id AND ${STILL_WAITS})
      AND NOT EXISTS (SELECT FROM receipts.rejections later WHERE later.agency = $1
        AND later.source_event_id = r.source_event_id AND later."position" > r."position")
  ) deliveries
  GROUP BY 1 ORDER BY 1`;

const PARKED = `
  SELECT count(DISTINCT w.source_event_id)::integer AS parked FROM receipts.waiting w
  WHERE w.agency = $1 AND ${STILL_WAITS}`;

const CONTENT_ASKED = `
  SELECT count(*)::integer AS asked FROM receipts.receipts t WHERE t.agency = $1 AND ${CONTENT_WAITED_FOR}`;

const CODES = `
  SELECT code, count(DISTINCT event)::integer AS refused, count(DISTINCT event) FILTER (WHERE open)::integer AS open,
    max(received_at) AS latest
  FROM (
    SELECT r.received_at, r.reasons,
      coalesce('id ' || r.source_event_id, r.rejection_id::text) AS event, NOT EXISTS (
        SELECT FROM receipts.receipts t WHERE t.agency = r.agency AND t.source_event_id = r.source_event_id) AS open
    FROM receipts.rejections r WHERE r.agency = $1 AND r.received_at >= $2
  ) refused
  CROSS JOIN LATERAL (SELECT DISTINCT reason ->> 'code' AS code FROM jsonb_array_elements(reasons) reason) codes
  GROUP BY code ORDER BY open DESC, refused DESC, code`;

/** What an agency's own deliveries came to, and nobody else's. */
export const createPublisherCounts = (pool: pg.Pool): PublisherCounts => ({
  days: async (agency, now) => (await pool.query<DeliveryDay>(DAYS, [agency, monthBefore(now)])).rows,
  parked: async (agency) => (await pool.query<{ parked: number }>(PARKED, [agency])).rows[0]?.parked ?? 0,
  contentAsked: async (agency) =>
    (await pool.query<{ asked: number }>(CONTENT_ASKED, [agency])).rows[0]?.asked ?? 0,
  refusedCodes: async (agency, now) =>
    (await pool.query<RefusedCode>(CODES, [agency, monthBefore(now)])).rows,
});

import type pg from 'pg';
import type { AgencyId } from '#platform';
import { storable } from '#read-store';
import { monthBefore, weekBefore } from './last-days.js';

/** Refused deliveries with one code among their reasons. */
export interface CodeCount {
  readonly code: string;
  /** In the last 7 days, and in the last 30: whole days of London, today counted in. */
  readonly week: number;
  readonly month: number;
  /** How many agencies' events, in the 30 days. */
  readonly agencies: number;
}

export interface DayCount {
  /** `YYYY-MM-DD`, in London. */
  readonly day: string;
  readonly agency: AgencyId;
  readonly refused: number;
}

export interface RefusalCounts {
  /** Of the last 30 days, the commonest of the last 7 first. */
  byCode(now: Date): Promise<readonly CodeCount[]>;
  /** Of one code in the last 30 days, latest day first. */
  byDay(code: string, now: Date): Promise<readonly DayCount[]>;
}

const BY_CODE = `
  SELECT code, count(*) FILTER (WHERE received_at >= $2)::integer AS week,
    count(*)::integer AS month, count(DISTINCT agency)::integer AS agencies
  FROM receipts.rejections
  CROSS JOIN LATERAL (SELECT DISTINCT reason ->> 'code' AS code FROM jsonb_array_elements(reasons) reason) codes
  WHERE received_at >= $1
  GROUP BY code ORDER BY week DESC, month DESC, code`;

const BY_DAY = `
  SELECT (received_at AT TIME ZONE 'Europe/London')::date::text AS day, agency, count(*)::integer AS refused
  FROM receipts.rejections
  WHERE received_at >= $1
    AND reasons @> jsonb_build_array(jsonb_build_object('code', $2::text))
  GROUP BY 1, 2 ORDER BY 1 DESC, 2`;

/** How often the hub refused what, for those who run it: numbers, and nothing of any event. */
export const createRefusalCounts = (pool: pg.Pool): RefusalCounts => ({
  byCode: async (now) => (await pool.query<CodeCount>(BY_CODE, [monthBefore(now), weekBefore(now)])).rows,
  byDay: async (code, now) => (await pool.query<DayCount>(BY_DAY, [monthBefore(now), storable(code)])).rows,
});

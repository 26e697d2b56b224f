import type pg from 'pg';
import type { AgencyId } from '#platform';

/**
 * SQL that holds for the receipts `t` of events that their agencies are asked to publish again. What an agency has taken
 * back since it need not.
 */
export const CONTENT_WAITED_FOR = `t.content_asked_at IS NOT NULL AND t.content_given_at IS NULL
  AND NOT EXISTS (
    SELECT FROM receipts.receipts taken WHERE taken.agency = t.agency AND taken.retracts = t.item_id)`;

export interface ContentWaitedFor {
  readonly agency: AgencyId;
  readonly events: number;
  /** When the first of them was asked for. */
  readonly since: Date;
}

/** The longest waited for first: numbers, and nothing of any event. */
export async function contentWaitedForByAgency(pool: pg.Pool): Promise<readonly ContentWaitedFor[]> {
  const { rows } = await pool.query<ContentWaitedFor>(
    `SELECT t.agency, count(*)::integer AS events, min(t.content_asked_at) AS since
     FROM receipts.receipts t WHERE ${CONTENT_WAITED_FOR} GROUP BY 1 ORDER BY 3, 1`,
  );
  return rows;
}

import type pg from 'pg';
import type { FamilyId, RecipientId } from '#platform';
import type { ReviewAnswer, ReviewAsk } from '../../domain/review/review-asks.js';
import { isOpenItem } from './open-item.js';
import { pageOf, paged, type Paged } from './paged.js';
import { ASK, ASKING } from './review-scope.js';

/** One family and team as information governance may know of it: no item, no name and no word. */
export interface AuditedReview {
  /** As the hub calls it: for who may not be told of it, never for the page. */
  readonly family: FamilyId;
  readonly reference: string;
  readonly recipient: RecipientId;
  readonly asks: readonly ReviewAsk[];
  readonly items: number;
  /** The first decision that asked and is still open; of an answered one, the first at all. */
  readonly openedAt: Date;
  /** Undefined while anything is open. */
  readonly answers: readonly ReviewAnswer[] | undefined;
}

export interface ReviewQuestion {
  readonly recipient: string | undefined;
  readonly state: 'OPEN' | 'ANSWERED' | undefined;
  readonly now: Date;
  readonly page: number;
}

export interface ReviewAudit {
  /** Open ones first, oldest first. Restricted items are left out. */
  list(question: ReviewQuestion): Promise<Paged<AuditedReview>>;
}

const LIST = `
  WITH asked AS (
    SELECT d.item_id, d.recipient, d.decided_at, ${ASK} AS ask FROM timeline.decisions d
    WHERE ${ASKING} AND ${isOpenItem('d.item_id')} AND ($1::text IS NULL OR d.recipient = $1)
  ), of_family AS (
    SELECT DISTINCT asked.*, coalesce(p.family_id, k.own_family) AS family,
      coalesce(f.reference, k.own_reference) AS reference,
      (SELECT a.answer FROM reviews.answers a
        WHERE a.item_id = asked.item_id AND a.recipient = asked.recipient AND a.ask = asked.ask AND a.until > $2
        ORDER BY a.at DESC, a.review LIMIT 1) AS answer
    FROM asked
      JOIN timeline.item_records r ON r.item_id = asked.item_id AND r.on_record
      JOIN families.records k ON k.record_id = r.record_id
      LEFT JOIN families.persons p ON p.person_id = k.person_id
      LEFT JOIN families.families f ON f.family_id = coalesce(p.family_id, k.own_family)
  ), reviews AS (
    SELECT family, reference, recipient, array_agg(DISTINCT ask ORDER BY ask) AS asks, count(DISTINCT item_id)::int AS items,
      coalesce(min(decided_at) FILTER (WHERE answer IS NULL), min(decided_at)) AS "openedAt",
      bool_or(answer IS NULL) AS open, array_agg(DISTINCT answer ORDER BY answer) AS answers
    FROM of_family GROUP BY family, reference, recipient
  )
  SELECT family, reference, recipient, asks, items, "openedAt", CASE WHEN open THEN NULL ELSE answers END AS answers
  FROM reviews WHERE $3::boolean IS NULL OR open = $3
  ORDER BY open DESC, "openedAt", reference, recipient LIMIT $4 OFFSET $5`;

type Found = Omit<AuditedReview, 'answers'> & { readonly answers: readonly ReviewAnswer[] | null };

export const createReviewAudit = (pool: pg.Pool): ReviewAudit => ({
  async list({ recipient, state, now, page }) {
    const { limit, offset } = pageOf(page);
    const isOpen = state === undefined ? null : state === 'OPEN';
    const { rows } = await pool.query<Found>(LIST, [recipient ?? null, now, isOpen, limit, offset]);
    return paged(
      rows.map((row) => ({ ...row, answers: row.answers ?? undefined })),
      page,
    );
  },
});

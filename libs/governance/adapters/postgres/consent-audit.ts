import type { Pool } from 'pg';
import type { AgreementId, ItemId, Uuid } from '#platform';
import { isOpenItem } from './open-item.js';
import { pageOf, paged, type Paged } from './paged.js';

/** What stands on one agreement, by the team it is shared with. */
export interface Standing {
  readonly agreement: AgreementId;
  readonly agency: string;
  readonly recipient: string;
  readonly items: number;
}

export interface DueAgreement {
  readonly agreement: AgreementId;
  readonly agency: string;
  readonly reference: string;
  /** ISO date or date-time, as stated. */
  readonly expiresAt: string | undefined;
  readonly reviewAt: string | undefined;
  readonly due: 'EXPIRES' | 'REVIEW';
}

export interface Refusals {
  /** People who refused or withdrew. */
  readonly refused: number;
  readonly withdrawn: number;
  /** Denials that stand now, by the first reason of each. */
  readonly denied: readonly { readonly reason: string; readonly decisions: number }[];
  /** Decisions that stand now on an override record, and the items they are of. */
  readonly overridden: { readonly decisions: number; readonly items: number };
}

/** An item that came up or went again because something changed. */
export interface Turn {
  readonly item: ItemId;
  readonly what: 'ItemReleased' | 'ItemCeased';
  readonly at: Date;
  readonly agency: string;
  readonly kind: string | undefined;
  readonly agreement: AgreementId | undefined;
  readonly override: Uuid | undefined;
}

export interface ConsentAudit {
  /** Most items first. */
  standing(page: number): Promise<Paged<Standing>>;
  /** At most 100, the most urgent first. `today` and `until`: ISO dates in London. */
  due(today: string, until: string): Promise<readonly DueAgreement[]>;
  refusals(): Promise<Refusals>;
  turnCounts(): Promise<{ readonly released: number; readonly ceased: number }>;
  /** Items that may be shared once their agencies publish what the feed no longer has. */
  contentWaitedFor(): Promise<number>;
  turns(page: number): Promise<Paged<Turn>>;
}

const STANDING = `
  SELECT a.agreement_id AS agreement, a.agency, d.recipient, count(*)::int AS items
  FROM timeline.decisions d JOIN timeline.items i USING (item_id) CROSS JOIN LATERAL unnest(d.stands_on) AS stood
    JOIN agreements.agreements a ON a.agreement_id = stood
  WHERE d.outcome IN ('PERMIT', 'MUST_SHARE') AND i.state = 'SHARED' AND ${isOpenItem('i.item_id')}
  GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3 LIMIT $1 OFFSET $2`;

/** The day in London of what is stated as a date or as a moment. */
const dayOf = (stated: string): string => `
  CASE WHEN ${stated} ILIKE '%T%' THEN to_char(${stated}::timestamptz AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')
    ELSE ${stated} END`;

const DUE = `
  SELECT a.agreement_id AS agreement, a.agency, a.reference, a.expires_at AS "expiresAt", a.review_at AS "reviewAt",
    CASE WHEN expires BETWEEN $1 AND $2 THEN 'EXPIRES' ELSE 'REVIEW' END AS due
  FROM agreements.agreements a
    CROSS JOIN LATERAL (SELECT ${dayOf('a.expires_at')} AS expires, ${dayOf('a.review_at')} AS review) AS days
  WHERE a.status = 'GIVEN' AND coalesce(expires, '9999-12-31') >= $1 AND (expires <= $2 OR review < $1)
  ORDER BY least(expires, review), a.agreement_id LIMIT 100`;

const OPEN_DECISION = isOpenItem('d.item_id');
const OPEN_TURN = `c.what IN ('ItemReleased', 'ItemCeased') AND ${isOpenItem('c.item_id')}`;

type FoundDue = {
  readonly [F in keyof DueAgreement]: Exclude<DueAgreement[F], undefined> | null;
} & DueAgreement;

type FoundTurn = Turn & { readonly [F in 'kind' | 'agreement' | 'override']: NonNullable<Turn[F]> | null };

export const createConsentAudit = (pool: Pool): ConsentAudit => ({
  async standing(page) {
    const { limit, offset } = pageOf(page);
    return paged((await pool.query<Standing>(STANDING, [limit, offset])).rows, page);
  },
  async due(today, until) {
    const { rows } = await pool.query<FoundDue>(DUE, [today, until]);
    return rows.map((row) => ({
      ...row,
      expiresAt: row.expiresAt ?? undefined,
      reviewAt: row.reviewAt ?? undefined,
    }));
  },
  async refusals() {
    const [answers, denied, overridden] = await Promise.all([
      pool.query<{ refused: number; withdrawn: number }>(
        `SELECT count(*) FILTER (WHERE status = 'REFUSED')::int AS refused,
           count(*) FILTER (WHERE status = 'WITHDRAWN')::int AS withdrawn FROM agreements.agreements`,
      ),
      pool.query<Refusals['denied'][number]>(
        `SELECT coalesce(d.reasons[1], '') AS reason, count(*)::int AS decisions FROM timeline.decisions d
         WHERE d.outcome = 'DENY' AND ${OPEN_DECISION} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
      ),
      pool.query<Refusals['overridden']>(
        `SELECT count(*)::int AS decisions, count(DISTINCT i.item_id)::int AS items
         FROM timeline.items i CROSS JOIN LATERAL jsonb_array_elements(i.decisions) AS decision
         WHERE jsonb_array_length(coalesce(decision -> 'overrides', '[]')) > 0 AND ${isOpenItem('i.item_id')}`,
      ),
    ]);
    return {
      ...(answers.rows[0] ?? { refused: 0, withdrawn: 0 }),
      denied: denied.rows,
      overridden: overridden.rows[0] ?? { decisions: 0, items: 0 },
    };
  },
  async turnCounts() {
    const { rows } = await pool.query<{ released: number; ceased: number }>(
      `SELECT count(*) FILTER (WHERE c.what = 'ItemReleased')::int AS released,
         count(*) FILTER (WHERE c.what = 'ItemCeased')::int AS ceased
       FROM considered.considerations c WHERE ${OPEN_TURN}`,
    );
    return rows[0] ?? { released: 0, ceased: 0 };
  },
  async contentWaitedFor() {
    const { rows } = await pool.query<{ items: number }>(
      `SELECT count(*)::int AS items FROM timeline.items i
       WHERE i.content_asked_at IS NOT NULL AND ${isOpenItem('i.item_id')}
         AND NOT EXISTS (SELECT FROM timeline.items taken WHERE taken.retracts = i.item_id AND taken.agency = i.agency)`,
    );
    return rows[0]?.items ?? 0;
  },
  async turns(page) {
    const { limit, offset } = pageOf(page);
    const { rows } = await pool.query<FoundTurn>(
      `SELECT c.item_id AS item, c.what, c.at, c.agency, c.kind, c.because_agreement AS agreement,
         c.because_override AS override
       FROM considered.considerations c WHERE ${OPEN_TURN}
       ORDER BY c.at DESC, c.item_id, c.revision DESC LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
    const turns = rows.map((row) => ({
      ...row,
      kind: row.kind ?? undefined,
      agreement: row.agreement ?? undefined,
      override: row.override ?? undefined,
    }));
    return paged(turns, page);
  },
});

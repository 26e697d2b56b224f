import type pg from 'pg';
import type { ItemId } from '#platform';
import type { Bases, Modifier, Outcome, Row } from '#sharing';
import type { Purpose } from '#contracts';
import { isOpenItem } from './open-item.js';
import { pageOf, paged, type Paged } from './paged.js';

/** What the rules last said of an item for one recipient. No content of the item. */
export interface AuditedDecision {
  readonly item: ItemId;
  readonly recipient: string;
  readonly agency: string;
  readonly kind: string | undefined;
  readonly outcome: Outcome;
  readonly row: Row | undefined;
  readonly purpose: Purpose | undefined;
  readonly modifiers: readonly Modifier[];
  readonly reasons: readonly string[];
  readonly standsOn: readonly string[];
  readonly bases: Bases | undefined;
  readonly ruleset: string;
  readonly decidedAt: Date;
}

export interface DecisionQuestion {
  readonly outcome: string | undefined;
  readonly row: string | undefined;
  readonly agency: string | undefined;
  readonly page: number;
}

export interface DecisionAudit {
  list(question: DecisionQuestion): Promise<Paged<AuditedDecision>>;
  /** One for each recipient; empty where there is no such item, or its custodian alone may know of it. */
  ofItem(item: ItemId): Promise<readonly AuditedDecision[]>;
  /** How many items are in each state, restricted ones left out. */
  totals(): Promise<{ readonly shared: number; readonly withheld: number; readonly ceased: number }>;
}

const OPEN = isOpenItem('d.item_id');

interface Found {
  readonly item_id: string;
  readonly recipient: string;
  readonly agency: string;
  readonly kind: string | null;
  readonly outcome: Outcome;
  readonly row: Row | null;
  readonly purpose: Purpose | null;
  readonly modifiers: readonly Modifier[];
  readonly reasons: readonly string[];
  readonly stands_on: readonly string[];
  readonly bases: Bases | null;
  readonly ruleset: string;
  readonly decided_at: Date;
}

export function createDecisionAudit(pool: pg.Pool): DecisionAudit {
  return {
    async list({ outcome, row, agency, page }) {
      const { limit, offset } = pageOf(page);
      const { rows } = await pool.query<Found>(
        `SELECT d.* FROM timeline.decisions d
         WHERE ${OPEN} AND ($1::text IS NULL OR d.outcome = $1) AND ($2::text IS NULL OR d.row = $2)
           AND ($3::text IS NULL OR d.agency = $3)
         ORDER BY d.decided_at DESC, d.item_id, d.recipient LIMIT $4 OFFSET $5`,
        [outcome ?? null, row ?? null, agency ?? null, limit, offset],
      );
      return paged(rows.map(toDecision), page);
    },
    async ofItem(item) {
      const { rows } = await pool.query<Found>(
        `SELECT d.* FROM timeline.decisions d WHERE d.item_id = $1 AND ${OPEN} ORDER BY d.recipient`,
        [item],
      );
      return rows.map(toDecision);
    },
    async totals() {
      const { rows } = await pool.query<{ state: string; count: number }>(
        `SELECT d.state, count(*)::int AS count FROM timeline.items d
         WHERE d.state IN ('SHARED', 'WITHHELD', 'CEASED') AND ${OPEN} GROUP BY d.state`,
      );
      const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
      return { shared: count('SHARED'), withheld: count('WITHHELD'), ceased: count('CEASED') };
    },
  };
}

const toDecision = (row: Found): AuditedDecision => ({
  item: row.item_id as ItemId,
  recipient: row.recipient,
  agency: row.agency,
  kind: row.kind ?? undefined,
  outcome: row.outcome,
  row: row.row ?? undefined,
  purpose: row.purpose ?? undefined,
  modifiers: row.modifiers,
  reasons: row.reasons,
  standsOn: row.stands_on,
  bases: row.bases ?? undefined,
  ruleset: row.ruleset,
  decidedAt: row.decided_at,
});

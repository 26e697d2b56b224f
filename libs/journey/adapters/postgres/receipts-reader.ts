import type pg from 'pg';
import type { AgencyId } from '#platform';
import type { Decision } from '#sharing';
import type { ReceiptOutcome } from './receipts.projection.js';

export interface Receipt {
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  /** Undefined where only rejections are known. */
  readonly outcome: ReceiptOutcome | undefined;
  readonly decisions: readonly Pick<Decision, 'recipient' | 'outcome' | 'row' | 'reasons'>[];
  readonly history: readonly { readonly at: string; readonly outcome: ReceiptOutcome }[];
  /** Refused deliveries under this id, oldest first. */
  readonly rejections: readonly {
    readonly receivedAt: Date;
    readonly reasons: readonly { readonly code: string; readonly path?: string }[];
  }[];
}

export interface ReceiptsReader {
  find(agency: AgencyId, sourceEventId: string): Promise<Receipt | undefined>;
}

interface Found {
  readonly outcome: ReceiptOutcome;
  readonly decisions: Receipt['decisions'];
  readonly history: Receipt['history'];
}

export function createReceiptsReader(pool: pg.Pool): ReceiptsReader {
  return {
    async find(agency, sourceEventId) {
      const values = [agency, sourceEventId];
      const item = await pool.query<Found>({
        name: 'receipt',
        text: 'SELECT outcome, decisions, history FROM receipts.receipts WHERE agency = $1 AND source_event_id = $2',
        values,
      });
      const refused = await pool.query<{ received_at: Date; reasons: { code: string; path?: string }[] }>({
        name: 'receipt-rejections',
        text: `SELECT received_at, reasons FROM receipts.rejections
               WHERE agency = $1 AND source_event_id = $2 ORDER BY received_at, rejection_id`,
        values,
      });
      const found = item.rows[0];
      if (!found && refused.rows.length === 0) return undefined;
      return {
        agency,
        sourceEventId,
        outcome: found?.outcome,
        decisions: found?.decisions ?? [],
        history: found?.history ?? [],
        rejections: refused.rows.map((row) => ({ receivedAt: row.received_at, reasons: row.reasons })),
      };
    },
  };
}

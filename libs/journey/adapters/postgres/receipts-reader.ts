import type pg from 'pg';
import type { AgencyId } from '#platform';
import { storable } from '#read-store';
import type { Receipt, Rejection, Waiting } from '../../domain/receipt.js';
import { receiptOfRows } from './receipt-of-rows.js';
import type { ReceiptRow } from './receipts.projection.js';

export interface ReceiptsReader {
  find(agency: AgencyId, sourceEventId: string): Promise<Receipt | undefined>;
}

export function createReceiptsReader(pool: pg.Pool): ReceiptsReader {
  return {
    async find(agency, sourceEventId) {
      const values = [agency, storable(sourceEventId)];
      const item = await pool.query<Pick<ReceiptRow, 'outcome' | 'decisions' | 'history'>>({
        name: 'receipt',
        text: 'SELECT outcome, decisions, history FROM receipts.receipts WHERE agency = $1 AND source_event_id = $2',
        values,
      });
      const refused = await pool.query<Rejection>({
        name: 'receipt-rejections',
        text: `SELECT received_at AS "receivedAt", reasons FROM receipts.rejections
               WHERE agency = $1 AND source_event_id = $2 ORDER BY received_at, rejection_id`,
        values,
      });
      const parked = await pool.query<Waiting>({
        name: 'receipt-waiting',
        text: `SELECT parked_at AS since, behind FROM receipts.waiting
               WHERE agency = $1 AND source_event_id = $2 ORDER BY parked_at LIMIT 1`,
        values,
      });
      const found = item.rows[0];
      const waiting = parked.rows[0];
      if (!found && !waiting && refused.rows.length === 0) return undefined;
      return receiptOfRows({ agency, sourceEventId }, found, refused.rows, waiting);
    },
  };
}

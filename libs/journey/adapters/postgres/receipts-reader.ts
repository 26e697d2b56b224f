import type pg from 'pg';
import type { AgencyId, Uuid } from '#platform';
import { storable } from '#read-store';
import type { Receipt, Rejection, Waiting } from '../../domain/receipt.js';
import { ITEMS_PART, MOST_REFUSALS_TOLD, receiptOfRows, type ItemsPart } from './receipt-of-rows.js';

export interface ReceiptsReader {
  find(agency: AgencyId, sourceEventId: string): Promise<Receipt | undefined>;
  /** Of a message whose id could not be read, by its own rejection alone. */
  findByReference(
    agency: AgencyId,
    reference: Uuid,
    sourceEventId: string | undefined,
  ): Promise<Receipt | undefined>;
}

/** A rejection of the message in the same place is its outcome. */
const WAITING = `
  SELECT w.parked_at AS since FROM receipts.waiting w
  WHERE w.agency = $1 AND w.source_event_id = $2
    AND NOT EXISTS (SELECT FROM receipts.rejections r WHERE r.rejection_id = w.parking_id)
  ORDER BY w.parked_at LIMIT 1`;

const REFUSED = `
  SELECT received_at AS "receivedAt", reasons FROM (
    SELECT received_at, rejection_id, reasons FROM receipts.rejections WHERE agency = $1 AND source_event_id = $2
    ORDER BY received_at DESC, rejection_id DESC LIMIT ${MOST_REFUSALS_TOLD}) newest
  ORDER BY received_at, rejection_id`;

const NAMELESS = `
  SELECT received_at AS "receivedAt", reasons FROM receipts.rejections WHERE agency = $1 AND rejection_id = $2`;

export function createReceiptsReader(pool: pg.Pool): ReceiptsReader {
  const reader: ReceiptsReader = {
    async find(agency, sourceEventId) {
      const values = [agency, storable(sourceEventId)];
      // First: what is waiting no more when the others are asked has its outcome by then.
      const parked = await pool.query<Waiting>({ name: 'receipt-waiting', text: WAITING, values });
      const item = await pool.query<ItemsPart>({
        name: 'receipt',
        text: `SELECT ${ITEMS_PART} FROM receipts.receipts WHERE agency = $1 AND source_event_id = $2`,
        values,
      });
      const refused = await pool.query<Rejection>({
        name: 'receipt-rejections',
        text: REFUSED,
        values,
      });
      const found = item.rows[0];
      const waiting = parked.rows[0];
      if (!found && !waiting && refused.rows.length === 0) return undefined;
      return receiptOfRows({ agency, sourceEventId }, found, refused.rows, waiting);
    },
    async findByReference(agency, reference, sourceEventId) {
      if (sourceEventId !== undefined) return reader.find(agency, sourceEventId);
      const { rows } = await pool.query<Rejection>(NAMELESS, [agency, reference]);
      return rows.length === 0
        ? undefined
        : receiptOfRows({ agency, sourceEventId }, undefined, rows, undefined);
    },
  };
  return reader;
}

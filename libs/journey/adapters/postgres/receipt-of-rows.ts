import type { Receipt } from '../../domain/receipt.js';
import type { ReceiptRow } from './receipts.projection.js';

type Row = Pick<ReceiptRow, 'outcome' | 'decisions' | 'history'>;

/** One source event's receipt from its row, if it has one, and its rejections. */
export const receiptOfRows = (
  { agency, sourceEventId }: Pick<Receipt, 'agency' | 'sourceEventId'>,
  row: Row | undefined,
  rejections: Receipt['rejections'],
  waiting: Receipt['waiting'],
): Receipt => ({
  agency,
  sourceEventId,
  outcome: row?.outcome,
  decisions: (row?.decisions ?? []) as Receipt['decisions'],
  history: (row?.history ?? []) as Receipt['history'],
  rejections,
  ...(waiting ? { waiting } : {}),
});

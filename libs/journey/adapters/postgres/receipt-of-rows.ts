import type { Receipt } from '../../domain/receipt.js';
import type { ReceiptRow } from './receipts.projection.js';

export type ItemsPart = Pick<
  ReceiptRow,
  'outcome' | 'decisions' | 'received_at' | 'history' | 'content_asked_at' | 'content_given_at'
>;

/**
 * A system that sends a refused event again and again gets a receipt for each delivery: told of all of them in each, ten
 * thousand deliveries would be a hundred million lines.
 */
export const MOST_REFUSALS_TOLD = 50;

/** Names of the columns of that part. */
export const ITEMS_PART = 'outcome, decisions, received_at, history, content_asked_at, content_given_at';

/** One source event's receipt from its row, if it has one, and its rejections. */
export const receiptOfRows = (
  { agency, sourceEventId }: Pick<Receipt, 'agency' | 'sourceEventId'>,
  row: ItemsPart | undefined,
  rejections: Receipt['rejections'],
  waiting: Receipt['waiting'],
): Receipt => ({
  agency,
  sourceEventId,
  outcome: row?.outcome,
  ...(row ? { takenAt: new Date(row.received_at) } : {}),
  decisions: (row?.decisions ?? []) as Receipt['decisions'],
  history: (row?.history ?? []) as Receipt['history'],
  rejections,
  ...contentOf(row),
  ...(waiting ? { waiting } : {}),
});

function contentOf(row: ItemsPart | undefined): Pick<Receipt, 'content'> {
  if (!row?.content_asked_at) return {};
  const { content_asked_at: asked, content_given_at: given } = row;
  return { content: { askedAt: new Date(asked), ...(given ? { givenAt: new Date(given) } : {}) } };
}

export * from './domain/item-events.js';
export * from './domain/receipt.js';
export { receiptBody, type ReceiptBody } from './application/receipt-body.js';
export * from './adapters/postgres/timeline.projection.js';
export * from './adapters/postgres/timeline-reader.js';
export { receiptsProjection } from './adapters/postgres/receipts.projection.js';
export * from './adapters/postgres/receipts-reader.js';
export * from './adapters/postgres/receipts-as-at.js';

export * from './domain/item-events.js';
export * from './adapters/postgres/timeline.projection.js';
export * from './adapters/postgres/timeline-reader.js';
export { receiptsProjection, type ReceiptOutcome } from './adapters/postgres/receipts.projection.js';
export * from './adapters/postgres/receipts-reader.js';

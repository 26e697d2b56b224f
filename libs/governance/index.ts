export * from './domain/events.js';
export * from './application/disclose.js';
export * from './adapters/postgres/disclosures.projection.js';
export * from './adapters/postgres/agreement-audit.js';
export * from './adapters/postgres/decision-audit.js';
export * from './adapters/postgres/disclosure-audit.js';
export type { Paged } from './adapters/postgres/paged.js';

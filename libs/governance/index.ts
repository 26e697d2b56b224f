export * from './domain/events.js';
export * from './application/disclose.js';
export * from './adapters/postgres/disclosures.projection.js';

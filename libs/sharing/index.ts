export * from './domain/facts.js';
export * from './domain/agreement-events.js';

export * from './domain/item-events.js';

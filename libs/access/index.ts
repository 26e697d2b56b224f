export * from './domain/agencies.js';

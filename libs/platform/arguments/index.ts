export * from './arguments-of.js';

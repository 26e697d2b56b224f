export * from './trace-receiver.js';

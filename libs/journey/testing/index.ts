export * from './builders.js';
export * from './fold-table.js';

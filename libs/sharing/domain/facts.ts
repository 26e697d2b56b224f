export * from './facts/agreement.js';
export * from './facts/body.js';
export * from './facts/decision.js';
export * from './facts/item.js';
export * from './facts/judgement.js';
export * from './facts/override.js';
export * from './facts/table.js';
export * from './facts/viewer.js';

export * from './catalogue.js';
export * from './metrics.js';
export * from './prometheus.js';
export * from './measure-clock.js';
export * from './measure-requests.js';

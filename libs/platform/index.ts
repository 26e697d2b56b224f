export * from './errors/errors.js';
export * from './ids/brand.js';
export * from './ids/ids.js';
export * from './lifecycle/shutdown.js';
export * from './logging/logger.js';
export * from './metrics/metrics.js';
export * from './project-path.js';
export * from './time/clock.js';

export * from './errors/errors.js';
export * from './ids/brand.js';
export * from './ids/ids.js';
export * from './project-path.js';

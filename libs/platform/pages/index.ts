export * from './stylesheet.js';
export * from './templates.js';

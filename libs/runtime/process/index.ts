export * from './endings.js';

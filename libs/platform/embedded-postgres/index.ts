export * from './start.js';
export { freePort } from './server.js';

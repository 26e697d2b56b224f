export * from './start.js';
export { fullDisk, hasRoom } from './folder.js';
export { freePort } from './server.js';

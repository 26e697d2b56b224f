export * from './start.js';
export { fullDisk, hasRoom } from './folder.js';

export * from './ports.js';
export { foldStream, type Folded } from './fold-stream.js';
export { connectEventStore, type ConnectOptions } from './client/connect.js';

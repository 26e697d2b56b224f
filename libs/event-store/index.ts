export * from './ports.js';
export { connectEventStore, type ConnectOptions } from './client/connect.js';

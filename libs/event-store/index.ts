export * from './ports.js';
export { DecidedStreams, type Folded, type Taken } from './decided-streams.js';
export { certificateFilesOf } from './client/address.js';
export { connectEventStore, type ConnectOptions } from './client/connect.js';
export { shareSubscriptions, type ShareOptions } from './fan-out/share-subscriptions.js';
export { isBeyond, isOverwritten, requireHeld, requireSame, type KeptPlace } from './require-held.js';

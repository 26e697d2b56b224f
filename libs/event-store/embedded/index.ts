export {
  startEmbeddedEventStore,
  type EmbeddedEventStore,
  type EmbeddedEventStoreOptions,
  type EmbeddedEventStoreStats,
} from './server.js';
export { claimFolder } from './cli/claim-folder.js';

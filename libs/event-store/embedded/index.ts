export {
  startEmbeddedEventStore,
  type EmbeddedEventStore,
  type EmbeddedEventStoreOptions,
  type EmbeddedEventStoreStats,
} from './server.js';

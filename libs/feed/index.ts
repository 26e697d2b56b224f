export * from './ports.js';
export * from './groups.js';
export * from './headers.js';
export * from './telling.js';
export * from './topic.js';
export * from './topics-missing.js';
export * from './embedded/create-embedded-feed.js';
export { keptInFeed, pruneFeed, type KeptMessages } from './embedded/prune-feed.js';

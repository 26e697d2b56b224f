export { FEED_BATCH, FeedContext, FeedServer } from './feed-server.js';
export { PassOnFilter } from './pass-on.filter.js';

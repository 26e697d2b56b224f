export { endPool } from './end-pool.js';
export { feedContract, type FeedUnderTest } from './feed.contract.js';

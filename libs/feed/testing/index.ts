export { endPool } from './end-pool.js';
export { aMessage, feedContract, HOSPITALS, POLICE, textsOf, type FeedUnderTest } from './feed.contract.js';

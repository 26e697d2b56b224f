export { endPool } from './end-pool.js';
export {
  aMessage,
  feedContract,
  HOSPITALS,
  POLICE,
  textsOf,
  type FeedUnderTest,
  type TestedFeed,
} from './feed.contract.js';

export * from './county/county.js';
export { generateCounty, PERIOD_DAYS } from './county/generate-county.js';
export { type Credential } from './publish/agency-client.js';
export { type Outcome } from './publish/batch-outcome.js';
export {
  publishCounty,
  type Credentials,
  type Progress,
  type PublishRequest,
} from './publish/publish-county.js';

export * from './county/county.js';
export { generateCounty, PERIOD_DAYS } from './county/generate-county.js';

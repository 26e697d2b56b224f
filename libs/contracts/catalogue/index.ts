export * from './themes.js';
export * from './entries.js';
export * from './sectors.js';
export * from './classes.js';
export { describeDetails, type DescribedField } from './describe-details.js';
export * from './summary.js';
export type { NameOf } from './show-value.js';

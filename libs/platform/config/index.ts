export { ENVIRONMENT_NAMES } from './environment.js';
export { AUTHORITIES_OF_NODE } from './authorities-of-node.js';
export * from './load-settings.js';
export * from './parse-settings.js';
export * from './settings.js';
export { childEnvironment } from './to-variables.js';

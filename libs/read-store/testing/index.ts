export { startTestEngines, type TestEngines } from './engines.js';
export { added, happened, talliesProjection } from './tallies.projection.js';

export { startTestEngines, type TestEngines } from './engines.js';
export { added, talliesProjection } from './tallies.projection.js';

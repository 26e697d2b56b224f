export { startTestEngines, type TestEngines } from './engines.js';

export { eventReader } from './event-reader.js';

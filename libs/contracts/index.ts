export * from './envelope.js';
export * from './identifiers/index.js';
export * from './reasons/reason-codes.js';
export type * from './schemas/json-schema.js';
export { contractSchemas, type SchemaFolder } from './schemas/schema-folder.js';
export type { Fault } from './validation/fault.js';
export * from './validation/validator.js';
export {
  decodeCloudEvent,
  MAX_EVENT_BYTES,
  type Decoded,
  type MessageHeaders,
} from './cloud-event/decode.js';
export * from './cloud-event/decode-batch.js';
export * from './cloud-event/encode.js';
export * from './cloud-event/canonical-content.js';
export * from './catalogue/index.js';

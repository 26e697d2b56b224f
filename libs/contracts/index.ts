export * from './envelope.js';
export * from './identifiers/index.js';
export * from './reasons/reason-codes.js';
export type * from './schemas/json-schema.js';
export { contractSchemas, type SchemaFolder } from './schemas/schema-folder.js';
export type { Fault } from './validation/fault.js';
export * from './validation/validator.js';

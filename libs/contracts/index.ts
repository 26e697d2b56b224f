export * from './envelope.js';
export type * from './stated-sharing.js';
export * from './hub/receipt-event.js';
export * from './hub/content-asked-event.js';
export * from './hub/sharing-ceased-event.js';
export * from './hub/emergency-view-event.js';
export * from './identifiers/index.js';
export * from './reasons/explain.js';
export * from './reasons/reason-codes.js';
export type * from './schemas/json-schema.js';
export { contractSchemas, type SchemaFolder } from './schemas/schema-folder.js';
export type { Fault } from './validation/fault.js';
export { CLOCK_ALLOWANCE_MS } from './validation/semantic/time-faults.js';
export { idFaults } from './validation/semantic/id-faults.js';
export { neverTaken } from './validation/never-taken.js';
export * from './validation/validator.js';
export {
  decodeCloudEvent,
  MAX_EVENT_BYTES,
  type Decoded,
  type MessageHeaders,
} from './cloud-event/decode.js';
export * from './cloud-event/decode-batch.js';
export * from './cloud-event/encode.js';
export { isNestedTooDeep } from './cloud-event/nesting.js';
export * from './cloud-event/canonical-content.js';
export { canonicalJson } from './cloud-event/canonical-json.js';
export * from './catalogue/index.js';
export { findPublishedContract, type PublishedContract } from './schemas/published-contract.js';
export { openApiDocument } from './openapi/document.js';
export { DECISION_CASE_SCHEMAS } from './openapi/components/decision-case-schemas.js';
export { asyncApiDocument } from './asyncapi/document.js';
export { compareSchemaFolders } from './compatibility/compare-schemas.js';
export type { Incompatibility, IncompatibilityKind } from './compatibility/incompatibility.js';

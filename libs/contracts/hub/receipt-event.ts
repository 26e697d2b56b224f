/** CloudEvent type of what the hub tells a publisher: `contracts/schemas/hub/throughline.receipt.v1.schema.json`. */
export const RECEIPT_TYPE = 'throughline.receipt.v1';
export const HUB_SOURCE = 'urn:throughline:hub';
/** Schema of the data, the same as over HTTP. */
export const RECEIPT_SCHEMA = 'https://contracts.throughline.example/schemas/hub/receipt.json';

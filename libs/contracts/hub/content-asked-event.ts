/** CloudEvent type of what a publisher is asked for: `contracts/schemas/hub/throughline.content-asked.v1.schema.json`. */
export const CONTENT_ASKED_TYPE = 'throughline.content-asked.v1';

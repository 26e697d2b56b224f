/** CloudEvent type of what a recipient is told: `contracts/schemas/hub/throughline.sharing-ceased.v1.schema.json`. */
export const SHARING_CEASED_TYPE = 'throughline.sharing-ceased.v1';

/** CloudEvent type of what a reviewing agency is told: `contracts/schemas/hub/throughline.emergency-view.v1.schema.json`. */
export const EMERGENCY_VIEW_TYPE = 'throughline.emergency-view.v1';

export { hubSchemaFaults, type HubSchema } from './hub-schemas.js';

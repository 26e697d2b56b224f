import { readFileSync } from 'node:fs';
import { type Ajv2020 } from 'ajv/dist/2020.js';
import { projectPath } from '#platform';
import { contractSchemas } from '../schemas/schema-folder.js';
import { ajvWith } from '../validation/compile-schemas.js';

const read = (file: string): object =>
  JSON.parse(readFileSync(projectPath('contracts', 'schemas', 'hub', file), 'utf8')) as object;

export type HubSchema =
  | 'receipt.json'
  | 'rejected-headers.json'
  | 'throughline.content-asked.v1.schema.json'
  | 'throughline.receipt.v1.schema.json'
  | 'throughline.sharing-ceased.v1.schema.json'
  | 'throughline.emergency-view.v1.schema.json';

/** As any reader has it, whose validator may know only what the standard has. */
export function readersAjv(): Ajv2020 {
  const ajv = ajvWith(contractSchemas());
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  return ajv;
}

/** Where a message of the hub breaks its published schema; empty where it keeps to it. */
export function hubSchemaFaults(file: HubSchema): (message: unknown) => readonly string[] {
  const ajv = readersAjv();
  for (const part of ['reason.json', 'receipt.json']) if (part !== file) ajv.addSchema(read(part));
  const isValid = ajv.compile(read(file));
  return (message) =>
    isValid(message)
      ? []
      : (isValid.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { ANNOTATIONS } from '../schemas/json-schema.js';
import { type SchemaFolder } from '../schemas/schema-folder.js';
import { IDENTIFIER_FORMATS } from './formats.js';

/** One compiled schema for each event type; every fault is reported, not only the first. */
export function compileSchemas(folder: SchemaFolder): ReadonlyMap<string, ValidateFunction> {
  const ajv = ajvWith(folder);
  return new Map([...folder.events].map(([type, schema]) => [type, ajv.compile(schema)]));
}

/** Knows the common schemas, our own formats and our own annotations. */
export function ajvWith({ common }: Pick<SchemaFolder, 'common'>): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv, ['date', 'date-time']);
  for (const [name, { isValid }] of Object.entries(IDENTIFIER_FORMATS)) ajv.addFormat(name, isValid);
  ANNOTATIONS.forEach((keyword) => ajv.addKeyword(keyword));
  for (const schema of common.values()) ajv.addSchema(schema);
  return ajv;
}

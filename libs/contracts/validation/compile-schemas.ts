import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { ANNOTATIONS } from '../schemas/json-schema.js';
import { type SchemaFolder } from '../schemas/schema-folder.js';
import { IDENTIFIER_FORMATS } from './formats.js';
import { isDay, isMoment } from './time-formats.js';

/**
 * The compiled schema of an event type; every fault is reported, not only the first. Each is compiled when its type
 * first comes: all at once would take more than a second of every start.
 */
export function compileSchemas(folder: SchemaFolder): (type: string) => ValidateFunction | undefined {
  const ajv = ajvWith(folder);
  const compiled = new Map<string, ValidateFunction>();
  return (type) => {
    const schema = folder.events.get(type);
    if (schema === undefined) return undefined;
    const isValid = compiled.get(type) ?? ajv.compile(schema);
    compiled.set(type, isValid);
    return isValid;
  };
}

/** Knows the common schemas, our own formats and our own annotations. */
export function ajvWith({ common }: Pick<SchemaFolder, 'common'>): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  ajv.addFormat('date', isDay).addFormat('date-time', isMoment);
  for (const [name, { isValid }] of Object.entries(IDENTIFIER_FORMATS)) ajv.addFormat(name, isValid);
  ANNOTATIONS.forEach((keyword) => ajv.addKeyword(keyword));
  for (const schema of common.values()) ajv.addSchema(schema);
  return ajv;
}

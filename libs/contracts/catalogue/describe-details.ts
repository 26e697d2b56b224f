import { type JsonSchema } from '../schemas/json-schema.js';
import { findEntry } from './entries.js';
import { resolveSchema } from './resolve-schema.js';
import { type NameOf, showValue } from './show-value.js';

export interface DescribedField {
  readonly label: string;
  readonly value: string;
}

export type Details = Readonly<Record<string, unknown>>;

const unnamed: NameOf = () => undefined;

/**
 * What an event says, field by field in plain words and in the order of its contract. Empty for a retraction and for
 * a type that is not known.
 */
export function describeDetails(
  type: string,
  details: Details,
  nameOf: NameOf = unnamed,
): readonly DescribedField[] {
  const schema = findEntry(type)?.schema.$defs.details;
  return schema === undefined ? [] : describeFields(schema, details, nameOf);
}

function describeFields(schema: JsonSchema, values: Details, nameOf: NameOf): readonly DescribedField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const value = values[name];
    if (value === undefined || value === null) return [];
    return describeField(name, resolveSchema(field), value, nameOf);
  });
}

function describeField(
  name: string,
  schema: JsonSchema,
  value: unknown,
  nameOf: NameOf,
): readonly DescribedField[] {
  const label = schema.title ?? name;
  if (schema.type !== 'object') {
    const shown = showValue(schema, value, nameOf);
    return shown === '' ? [] : [{ label, value: shown }];
  }
  const parts = describeFields(schema, value as Details, nameOf);
  return parts.map((part) => ({ label: `${label}: ${part.label.toLowerCase()}`, value: part.value }));
}

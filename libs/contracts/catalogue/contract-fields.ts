import { inlineReferences } from '../compatibility/inline-references.js';
import { type JsonSchema } from '../schemas/json-schema.js';
import { contractSchemas } from '../schemas/schema-folder.js';
import { kindWords } from './kind-words.js';

/** One field of a contract as a partner developer reads it. */
export interface ContractField {
  /** Names joined by dots, `[]` for the entries of a list: `register[].code`. */
  readonly path: string;
  readonly label: string;
  /** What kind of value it takes, and within which limits. */
  readonly kind: string;
  readonly required: boolean;
  readonly description?: string;
  readonly codes: readonly { readonly code: string; readonly words: string }[];
}

/** The fields of an object, those within it right after it, in the order of the contract. */
export const fieldsOf = (schema: JsonSchema): readonly ContractField[] =>
  within(inlineReferences(schema, contractSchemas()), '');

function within(object: JsonSchema, path: string): readonly ContractField[] {
  return Object.entries(object.properties ?? {}).flatMap(([name, field]) => {
    const inner = field.items ?? field;
    const own = `${path}${name}`;
    const nested = within(inner, field.items === undefined ? `${own}.` : `${own}[].`);
    return [describe(own, field, object.required?.includes(name) ?? false), ...nested];
  });
}

function describe(path: string, field: JsonSchema, required: boolean): ContractField {
  const description = isToldByKind(field.description) ? undefined : field.description;
  return {
    path,
    label: field.title ?? field.items?.title ?? path,
    kind: kindWords(field),
    required,
    ...(description === undefined ? {} : { description }),
    codes: codesOf(field.items ?? field),
  };
}

/** The form of a date is told by its kind. */
function isToldByKind(description: string | undefined): boolean {
  const values = contractSchemas().common.get('values.json')?.$defs;
  return [values?.['date'], values?.['dateTime']].some((date) => date?.description === description);
}

function codesOf(schema: JsonSchema): ContractField['codes'] {
  const labels = schema['x-labels'] ?? {};
  const codes = schema.enum?.map(String) ?? Object.keys(labels);
  return codes.map((code) => ({ code, words: labels[code] ?? code }));
}

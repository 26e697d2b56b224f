import { type JsonSchema } from '../schemas/json-schema.js';
import { type SchemaFolder } from '../schemas/schema-folder.js';

/** A schema as a plain object of keywords. */
export type Keywords = Readonly<Record<string, unknown>>;

const LOCAL = /^#\/\$defs\/(\w+)$/;
const COMMON = /^(?:common\/)?([a-z-]+\.json)(?:#\/\$defs\/(\w+))?$/;

/** The whole schema of an event type as one tree without references. The contracts have no cycles. */
export const inlineReferences = (schema: JsonSchema, folder: SchemaFolder): Keywords =>
  objectOf(inline(schema, { home: schema, folder }));

interface Place {
  /** The document that `#/$defs/...` belongs to. */
  readonly home: JsonSchema;
  readonly folder: SchemaFolder;
}

function inline(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return value.map((entry) => inline(entry, place));
  if (!isObject(value)) return value;
  const { $ref, ...own } = value;
  const keywords = Object.entries(own).filter(([name]) => name !== '$defs');
  const plain = Object.fromEntries(keywords.map(([name, entry]) => [name, inline(entry, place)]));
  return typeof $ref === 'string' ? refine(targetOf($ref, place), plain) : plain;
}

function targetOf(ref: string, place: Place): Keywords {
  const local = LOCAL.exec(ref)?.[1];
  if (local !== undefined) return objectOf(inline(place.home.$defs?.[local], place));
  const [, file = '', name] = COMMON.exec(ref) ?? [];
  const home = place.folder.common.get(file);
  if (home === undefined) throw new TypeError(`The reference ${ref} leads nowhere`);
  return objectOf(inline(name === undefined ? home : home.$defs?.[name], { ...place, home }));
}

/** What stands beside a reference only narrows it: it wins; properties, entries and required fields are joined. */
function refine(base: Keywords, own: Keywords): Keywords {
  const properties = { ...objectOf(base['properties']) };
  for (const [name, schema] of Object.entries(objectOf(own['properties']))) {
    properties[name] = refine(objectOf(properties[name]), objectOf(schema));
  }
  const required = [...new Set([...listOf(base['required']), ...listOf(own['required'])])];
  const both = isObject(base['items']) && isObject(own['items']);
  const items = both ? { items: refine(objectOf(base['items']), objectOf(own['items'])) } : {};
  return { ...base, ...own, ...items, properties, required };
}

export const isObject = (value: unknown): value is Keywords =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectOf = (value: unknown): Keywords => (isObject(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

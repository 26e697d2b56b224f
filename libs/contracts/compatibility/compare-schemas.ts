import { type EventSchema } from '../schemas/json-schema.js';
import { type SchemaFolder } from '../schemas/schema-folder.js';
import { compareKeywords } from './compare-keywords.js';
import { type Finding, type Incompatibility } from './incompatibility.js';
import { inlineReferences, isObject, type Keywords, listOf, objectOf } from './inline-references.js';
import { isSameRule } from './is-same-rule.js';

/**
 * Every way in which the current schemas refuse what the published ones took. New types, new optional fields, longer
 * limits and new codes are compatible. Where a rule is too rich to compare, any change of it counts.
 */
export function compareSchemaFolders(
  published: SchemaFolder,
  current: SchemaFolder,
): readonly Incompatibility[] {
  return [...published.events].flatMap(([type, before]): readonly Incompatibility[] => {
    const after = current.events.get(type);
    if (after === undefined) return [{ type, kind: 'TYPE_REMOVED', path: '', keyword: '' }];
    const found = compare(inlineReferences(before, published), inlineReferences(after, current), '');
    return [...comparePublishers(before, after), ...found].map((finding) => ({ type, ...finding }));
  });
}

/** An agency that could publish a type may go on. */
const comparePublishers = (before: EventSchema, after: EventSchema): readonly Finding[] =>
  before['x-publishers']
    .filter((sector) => !after['x-publishers'].includes(sector))
    .map((sector) => ({ kind: 'PUBLISHER_REMOVED', path: sector, keyword: 'x-publishers' }));

function compare(before: Keywords, after: Keywords, path: string): readonly Finding[] {
  return [
    ...compareKeywords(before, after, path),
    ...compareRequired(before, after, path),
    ...compareProperties(before, after, path),
    ...compareOpenness(before, after, path),
    ...compareConditions(before, after, path),
    ...(isObject(after['items']) ? compare(objectOf(before['items']), after['items'], `${path}[]`) : []),
  ];
}

function compareRequired(before: Keywords, after: Keywords, path: string): readonly Finding[] {
  const earlier = listOf(before['required']);
  return listOf(after['required'])
    .filter((name) => !earlier.includes(name))
    .map((name) => ({ kind: 'REQUIRED_ADDED', path: `${path}/${String(name)}`, keyword: 'required' }));
}

function compareProperties(before: Keywords, after: Keywords, path: string): readonly Finding[] {
  const earlier = objectOf(before['properties']);
  const later = objectOf(after['properties']);
  const kept = Object.entries(later).flatMap(([name, schema]) => {
    if (!(name in earlier) && before['additionalProperties'] === false) return [];
    return compare(
      objectOf(earlier[name] ?? before['additionalProperties']),
      objectOf(schema),
      `${path}/${name}`,
    );
  });
  const removed = Object.keys(earlier).filter(
    (name) => !(name in later) && after['additionalProperties'] === false,
  );
  return [
    ...kept,
    ...removed.map((name): Finding => ({
      kind: 'PROPERTY_REMOVED',
      path: `${path}/${name}`,
      keyword: 'properties',
    })),
  ];
}

function compareOpenness(before: Keywords, after: Keywords, path: string): readonly Finding[] {
  const [earlier, later] = [before['additionalProperties'], after['additionalProperties']];
  if (later === undefined || later === true || earlier === false) return [];
  if (later === false || !isObject(earlier)) {
    return [{ kind: 'CLOSED', path, keyword: 'additionalProperties' }];
  }
  return compare(earlier, objectOf(later), `${path}/*`);
}

function compareConditions(before: Keywords, after: Keywords, path: string): readonly Finding[] {
  if (after['if'] === undefined) return [];
  if (!isSameRule(before['if'], after['if'])) return [{ kind: 'CONDITION_CHANGED', path, keyword: 'if' }];
  return (['then', 'else'] as const).flatMap((branch) =>
    compare(objectOf(before[branch]), objectOf(after[branch]), path),
  );
}

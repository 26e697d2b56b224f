import { inlineReferences } from '../compatibility/inline-references.js';
import { type DetailRule } from '../schemas/detail-rule.js';
import { type EventSchema, type JsonSchema } from '../schemas/json-schema.js';
import { contractSchemas } from '../schemas/schema-folder.js';

/** What a contract asks beyond its single fields, in sentences: of the people, the class, and fields together. */
export function contractRules(schema: EventSchema): readonly string[] {
  const data = inlineReferences(schema, contractSchemas()) as JsonSchema;
  const event = data.properties?.['data'] ?? {};
  const details = inlineReferences(schema.$defs.details, contractSchemas()) as JsonSchema;
  return [
    ...peopleRules(event.properties?.['subjects']?.items),
    ...classRules(event),
    ...told(event.allOf),
    ...(details['x-rules'] ?? []).map((rule) => ruleWords(rule, details)),
    ...fieldRules(details),
  ];
}

function peopleRules(person: JsonSchema | undefined): readonly string[] {
  const roles = person?.then?.properties?.['role']?.enum ?? [];
  const words = roles.map((role) => person?.properties?.['role']?.['x-labels']?.[role] ?? String(role));
  const described = person?.then === undefined ? undefined : person.description;
  return [
    ...(words.length > 0 ? [`It goes on the record of: ${words.join(', ').toLowerCase()}.`] : []),
    ...(described === undefined ? [] : [described]),
  ];
}

function classRules({ properties = {} }: JsonSchema): readonly string[] {
  const classes = properties['sensitivity']?.enum ?? [];
  const marked = properties['restricted']?.contains?.const;
  return [
    `The class is ${listed(classes.map(String))}.`,
    ...(typeof marked === 'string' ? [`It is always marked ${marked}.`] : []),
  ];
}

/** Conditions tell themselves; those within a field come after those of the whole. */
function fieldRules(details: JsonSchema): readonly string[] {
  const fields = Object.values(details.properties ?? {});
  return [
    ...told(details.allOf),
    ...fields.flatMap((field) => [...told(field.allOf), ...told(field.items?.allOf), ...aloneRules(field)]),
  ];
}

const aloneRules = ({ title, items }: JsonSchema): readonly string[] =>
  (items?.['x-alone'] ?? []).map(
    (code) => `${title}: code ${code} (${items?.['x-labels']?.[code]}) stands alone.`,
  );

const told = (conditions: readonly JsonSchema[] = []): readonly string[] =>
  conditions.flatMap(({ description }) => (description === undefined ? [] : [description]));

function ruleWords(rule: DetailRule, details: JsonSchema): string {
  const label = (name: string) => `“${details.properties?.[name]?.title ?? name}”`;
  switch (rule.rule) {
    case 'IN_ORDER':
      return `${label(rule.fields[1])} is not before ${label(rule.fields[0])}.`;
    case 'AT_MOST':
      return `${label(rule.field)} is at most ${label(rule.of)}.`;
    case 'AT_LEAST_SHARE':
      return `${label(rule.field)} is at least the share of ${label(rule.of)} that ${label(rule.by)} names.`;
  }
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

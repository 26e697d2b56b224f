import { THEMES } from '../catalogue/themes.js';
import { SECTORS } from '../envelope.js';
import {
  inlineReferences,
  isObject,
  listOf,
  objectOf,
  type Keywords,
} from '../compatibility/inline-references.js';
import { type EventSchema } from '../schemas/json-schema.js';
import { type PublishedContract } from '../schemas/published-contract.js';
import { contractSchemas } from '../schemas/schema-folder.js';

/** Names of people, places and services, references, an address, and what somebody said in their own words. */
const OWN_WORDS =
  /^(note|name|by|role|organisation|site|service|centre|programme|place|line1|town|postcode|receivingLead|childsVoice|familyView|circumstances|reference|.*Reference|.*Version|.*Label)$/;

/** Text that was published before codes were asked for; where codes say it better, a later version has them. */
const PUBLISHED_AS_TEXT = new Set([
  'health.gp-concern.v1 action',
  'health.unplanned-attendance.v1 complaintGroup',
  'school.missing-education.v1 enquiries',
  'school.dsl-concern.v1 action',
  'early-help.stepped-down.v1 reason',
  'early-help.stepped-up.v1 reason',
  'agreement.given.v1 reason',
  'agreement.withdrawn.v1 reason',
]);

/** What a contract of the catalogue lacks, in words; empty for one that is whole. */
export function contractFaults(
  type: string,
  schema: EventSchema,
  examples: PublishedContract['examples'],
): readonly string[] {
  return [
    ...annotationFaults(type, schema),
    ...classFaults(schema),
    ...exampleFaults(examples),
    ...summaryFaults(schema),
    ...ruleFaults(schema),
    ...textFaults(type, schema),
  ];
}

function annotationFaults(type: string, schema: EventSchema): readonly string[] {
  const owner = SECTORS.find((sector) => type.startsWith(`${sector}.`));
  const publishers = schema['x-publishers'];
  return [
    ...(/^[A-Z].*[^.]$/.test(schema.title) ? [] : ['a title in words']),
    ...(/^[A-Z].*\.$/.test(schema.description) ? [] : ['a purpose in whole sentences']),
    ...(schema['x-theme'] in THEMES ? [] : ['a theme']),
    ...(owner !== undefined && publishers.includes(owner) ? [] : ['its own sector among its publishers']),
    ...(publishers.every((sector) => SECTORS.includes(sector)) ? [] : ['publishers that are sectors']),
    ...(['FACT', 'OPINION', 'ALLEGATION'].includes(schema['x-statement']) ? [] : ['a usual statement']),
  ];
}

/** The default class is the least that the type takes; a type that is always restricted says of which class. */
function classFaults(schema: EventSchema): readonly string[] {
  const data = objectOf(objectOf(inlineReferences(schema, contractSchemas())['properties'])['data']);
  const allowed = listOf(objectOf(objectOf(data['properties'])['sensitivity'])['enum']);
  const always = allowed.length === 1 && allowed[0] === 'R';
  return [
    ...(allowed[0] === schema['x-sensitivity'] ? [] : ['its class as the least it takes']),
    ...(allowed.includes('R') ? [] : ['class R for what must be restricted']),
    ...(always && !listOf(data['required']).includes('restricted') ? ['a restricted class'] : []),
  ];
}

function exampleFaults({ valid, invalid }: PublishedContract['examples']): readonly string[] {
  const reasons = new Set(invalid.map(({ because }) => `${because.code} ${because.path}`));
  const told = JSON.stringify([...valid, ...invalid.map(({ event }) => event)]);
  const names = [...told.matchAll(/"given":"([^"]*)"/g)].map(([, name]) => name);
  const postcodes = [...told.matchAll(/"postcode":"([^"]*)"/g)].map(([, code = '']) => code);
  return [
    ...(valid.length > 0 ? [] : ['a valid example']),
    ...(reasons.size >= 3 ? [] : ['three invalid examples, each for a reason of its own']),
    ...(names.every((name) => name === 'Example') ? [] : ['invented names']),
    ...(postcodes.every((code) => code.startsWith('ZZ99')) ? [] : ['postcodes that are nowhere']),
  ];
}

/** A timeline has at least one sentence even where only the required fields came. */
function summaryFaults({ 'x-summary': lines, $defs: { details } }: EventSchema): readonly string[] {
  const fieldsOf = (line: string) => [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const known = Object.keys(details.properties ?? {});
  const required = details.required ?? [];
  return [
    ...(lines.flatMap(fieldsOf).every((name) => known.includes(name)) ? [] : ['a summary of its own fields']),
    ...(lines.some((line) => fieldsOf(line).every((name) => required.includes(name)))
      ? []
      : ['a summary of the required fields alone']),
    ...(lines.every((line) => /^[A-Z{].*\.$/.test(line)) ? [] : ['a summary in whole sentences']),
  ];
}

function ruleFaults({ $defs: { details } }: EventSchema): readonly string[] {
  const form = (name: string) =>
    JSON.stringify(details.properties?.[name]?.$ref ?? details.properties?.[name]?.type);
  return (details['x-rules'] ?? []).flatMap((rule) => {
    const fields = rule.rule === 'IN_ORDER' ? rule.fields : [rule.field, rule.of];
    const forms = new Set(fields.map(form));
    return forms.size === 1 && !forms.has('undefined')
      ? []
      : [`fields of one kind for ${fields.join(' and ')}`];
  });
}

function textFaults(type: string, schema: EventSchema): readonly string[] {
  const details = inlineReferences(schema.$defs.details, contractSchemas());
  return freeTexts(details)
    .filter((name) => !OWN_WORDS.test(name) && !PUBLISHED_AS_TEXT.has(`${type} ${name}`))
    .map((name) => `codes for ${name}`);
}

function freeTexts(schema: Keywords): readonly string[] {
  return Object.entries(objectOf(schema['properties'])).flatMap(([name, field]) => {
    const value = objectOf(field);
    const inner = isObject(value['items']) ? value['items'] : value;
    const isFree =
      inner['type'] === 'string' && !('format' in inner || 'pattern' in inner || 'anyOf' in inner);
    return isFree ? [name] : freeTexts(inner);
  });
}

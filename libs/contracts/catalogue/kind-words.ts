import { type JsonSchema } from '../schemas/json-schema.js';

const FORMATS: Readonly<Record<string, string>> = {
  date: 'Date, such as 2026-03-09',
  'date-time': 'Date and time, such as 2026-03-09T14:05:00Z',
  'agency-id': 'Agency, such as urn:agency:la:873',
  'recipient-id': 'Agency or team, such as urn:agency:la:873/mash',
  'nhs-number': 'NHS number',
  upn: 'Unique pupil number',
  uln: 'Unique learner number',
  'pnc-id': 'PNC id',
  'la-child-id': 'Local authority child id',
  'police-force': 'Police force code',
};

/** What a field takes, in words: its kind and its limits. */
export function kindWords(schema: JsonSchema): string {
  if (schema.items !== undefined) return listWords(schema, schema.items);
  if (schema.const !== undefined) return `Always ${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined) return `One of ${schema.enum.length} codes`;
  if (schema.type === 'object') return 'Group of fields';
  if (schema.type === 'boolean') return 'True or false';
  if (schema.type === 'integer') return `Whole number, ${schema.minimum} to ${schema.maximum}`;
  return textWords(schema);
}

function textWords({ format, maxLength, ...schema }: JsonSchema): string {
  if ('anyOf' in schema) return 'Date, or date and time';
  const known = format === undefined ? undefined : FORMATS[format];
  return known ?? `Text, up to ${maxLength} characters`;
}

function listWords({ minItems = 0, maxItems = 0 }: JsonSchema, items: JsonSchema): string {
  const entry = kindWords(items);
  return `List of ${minItems} to ${maxItems}: ${entry.charAt(0).toLowerCase()}${entry.slice(1)}`;
}

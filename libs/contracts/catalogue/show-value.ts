import { type JsonSchema } from '../schemas/json-schema.js';
import { findEntry } from './entries.js';
import { resolveSchema } from './resolve-schema.js';

/** Names of agencies, where the reader knows them by name. */
export type NameOf = (agencyOrTeam: string) => string | undefined;

const DATE_ALONE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T/i;
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** A value in plain words: codes by their labels, dates as `21 November 2026`, times as `4:10pm`. */
export function showValue(fieldSchema: JsonSchema, value: unknown, nameOf: NameOf): string {
  const schema = resolveSchema(fieldSchema);
  if (Array.isArray(value)) return showList(resolveSchema(schema.items ?? {}), value, nameOf);
  if (isParts(value)) return showParts(schema, value, nameOf);
  const label = schema['x-labels']?.[String(value)];
  if (label !== undefined) return label;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? showText(schema, value, nameOf) : '';
}

function showText(schema: JsonSchema, text: string, nameOf: NameOf): string {
  if (schema.format === 'agency-id' || schema.format === 'recipient-id') return nameOf(text) ?? text;
  if (schema.format === undefined && !('anyOf' in schema))
    return nameOf(text) ?? findEntry(text)?.title ?? text;
  if (DATE_ALONE.test(text)) return day.format(new Date(`${text}T12:00:00Z`));
  return DATE_TIME.test(text) ? showTime(new Date(text)) : text;
}

const showTime = (time: Date): string => `${day.format(time)}, ${clock.format(time).replace(/\s/g, '')}`;

/** Entries that have parts are told apart by a semicolon: `Absent: illness, 4; Late, 2`. */
const showList = (items: JsonSchema, values: readonly unknown[], nameOf: NameOf): string =>
  values.map((value) => showValue(items, value, nameOf)).join(items.type === 'object' ? '; ' : ', ');

const showParts = (schema: JsonSchema, parts: Parts, nameOf: NameOf): string =>
  Object.entries(schema.properties ?? {})
    .filter(([name]) => parts[name] !== undefined)
    .map(([name, part]) => showValue(part, parts[name], nameOf))
    .join(', ');

type Parts = Readonly<Record<string, unknown>>;

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

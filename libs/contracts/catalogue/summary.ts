import { type EventSchema } from '../schemas/json-schema.js';
import { type Details } from './describe-details.js';
import { findEntry } from './entries.js';
import { type NameOf, showValue } from './show-value.js';

const FIELD = /\{(\w+)\}/g;
const MOST_LINES = 2;
const LONGEST_NOTE = 200;
const unnamed: NameOf = () => undefined;

/** Two lines at most for a timeline; the note of the publisher comes last, and a line that lacks a field is left out. */
export function summaryOf(type: string, details: Details, nameOf: NameOf = unnamed): readonly string[] {
  const schema = findEntry(type)?.schema;
  if (schema === undefined) return [];
  const lines = schema['x-summary'].flatMap((template) => fill(template, schema, details, nameOf));
  const { note } = details;
  if (typeof note !== 'string') return lines.slice(0, MOST_LINES);
  return [...lines.slice(0, MOST_LINES - 1), shortened(note)];
}

function fill(template: string, schema: EventSchema, details: Details, nameOf: NameOf): readonly string[] {
  const names = [...template.matchAll(FIELD)].map(([, name = '']) => name);
  if (names.some((name) => details[name] === undefined)) return [];
  const fields = schema.$defs.details.properties ?? {};
  const line = template.replace(FIELD, (_match, name: string) =>
    withoutStop(showValue(fields[name] ?? {}, details[name], nameOf)),
  );
  return [line];
}

const withoutStop = (text: string): string => text.replace(/\.$/, '');

const shortened = (note: string): string =>
  note.length <= LONGEST_NOTE ? note : `${note.slice(0, LONGEST_NOTE).replace(/\s+\S*$/, '')} …`;

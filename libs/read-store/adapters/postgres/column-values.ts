import type { Column } from '../../ports.js';
import { timeText } from './time-text.js';

/** A column's value as text; the statement casts it. */
export function toText(type: string, value: Column | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (type === 'jsonb') return documentText(value);
  if (typeof value === 'string') return isTime(type) ? timeText(value) : storable(value);
  if (value instanceof Date) return timeText(value.toISOString());
  if (Array.isArray(value)) return arrayLiteral(value as readonly unknown[]);
  return typeof value === 'object' ? documentText(value) : String(value);
}

const isTime = (type: string): boolean => type === 'timestamptz' || type === 'date';

/** PostgreSQL refuses U+0000 in text; one such character from a partner must not stop a projection. */
export const storable = (text: string): string =>
  text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;

/** What PostgreSQL refuses in a document: U+0000, and halves of a character, which JSON writes so and only so. */
const ESCAPES = /\\(?:(u0000|ud[89a-f][\da-f]{2})|.)/g;

function documentText(value: unknown): string {
  const text = jsonText(value);
  if (!text.includes('\\u0000') && !text.includes('\\ud')) return text;
  return text.replace(ESCAPES, (escape, refused: string | undefined) =>
    refused === undefined ? escape : '\uFFFD',
  );
}

/** Without a replacer where there is no need: it makes `stringify` several times slower. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // A bigint inside, which JSON cannot carry as a number.
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'bigint' ? inner.toString() : inner,
    );
  }
}

function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) =>
    typeof value === 'string' ? `"${storable(value).replace(/[\\"]/g, '\\$&')}"` : 'NULL',
  );
  return `{${elements.join(',')}}`;
}

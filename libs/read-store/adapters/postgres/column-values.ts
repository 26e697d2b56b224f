import type { Column, PgType } from '../../ports.js';

type Parameter = string | number | boolean | null;

/** A column's value as one element of an `unnest` parameter. Arrays and documents travel as text and are cast. */
export function toParameter(type: PgType, value: Column | undefined): Parameter {
  if (value === null || value === undefined) return null;
  if (type === 'jsonb') return documentText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value as readonly unknown[]);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return storable(value);
  return typeof value === 'object' ? documentText(value) : value;
}

/** Element type of the `unnest` parameter that carries the column. */
export const carrierOf = (type: PgType): string => (needsCast(type) ? 'text' : type);
export const needsCast = (type: PgType): boolean => type === 'jsonb' || type.endsWith('[]');

/** PostgreSQL refuses U+0000 in text; one such character from a partner must not stop a projection. */
const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

const documentText = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    return typeof inner === 'string' ? storable(inner) : inner;
  });

function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) =>
    typeof value === 'string' ? `"${storable(value).replace(/[\\"]/g, '\\$&')}"` : 'NULL',
  );
  return `{${elements.join(',')}}`;
}

import { createHash } from 'node:crypto';
import type { ProjectedTable, Projection } from '../../ports.js';

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
export const tableName = (schema: string, table: ProjectedTable): string =>
  `${quoted(schema)}.${quoted(table.name)}`;

/** Schema that a projection is rebuilt into, beside the live one. */
export const nextSchema = (projection: Projection): string => `${projection.name}__next`;
/** Schema that a swap puts the old tables into until no reader needs them. */
export const retiredSchema = (projection: Projection): string => `${projection.name}__retired`;

/** Without its key, which `createKey` adds; a table that is to be loaded first is keyed afterwards. */
export function createTable(schema: string, table: ProjectedTable): string {
  const columns = Object.entries(table.columns).map(
    ([name, type]) => `${quoted(name)} ${type}${table.key.includes(name) ? ' NOT NULL' : ''}`,
  );
  // Rows are read whole: compressing or moving out what makes a row longer than 2 kB costs more than it saves.
  return `CREATE TABLE ${tableName(schema, table)} (${columns.join(', ')}) WITH (toast_tuple_target = 8160)`;
}

export const createKey = (schema: string, table: ProjectedTable): string =>
  `ALTER TABLE ${tableName(schema, table)} ADD PRIMARY KEY (${table.key.map(quoted).join(', ')})`;

/** Index definitions may say `unique` first; the name follows from table and definition. */
export function createIndexes(schema: string, table: ProjectedTable): readonly string[] {
  return (table.indexes ?? []).map((definition) => {
    const unique = /^unique\s+/i.test(definition);
    const rest = definition.replace(/^unique\s+/i, '');
    const method = /^(gin|gist|brin|hash|btree)\b/i.test(rest) ? `USING ${rest}` : inBrackets(rest);
    return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quoted(indexName(table, definition))} ON ${tableName(schema, table)} ${method}`;
  });
}

const inBrackets = (rest: string): string => (rest.trimStart().startsWith('(') ? rest : `(${rest})`);

function indexName(table: ProjectedTable, definition: string): string {
  const digest = createHash('sha256').update(definition).digest('hex').slice(0, 8);
  return `${table.name}_${digest}_idx`;
}

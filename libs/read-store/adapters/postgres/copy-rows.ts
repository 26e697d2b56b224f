import { from } from 'pg-copy-streams';
import type { PgType, ProjectedTable, ReadRow } from '../../ports.js';
import { toText } from './column-values.js';
import type { SqlClient } from './sql-client.js';
import { quoted, tableName } from './table-ddl.js';

/** Rows as `COPY … FROM STDIN` takes them in its text form. */
export function copyLines(table: ProjectedTable, rows: readonly ReadRow[]): Buffer {
  const columns = Object.entries(table.columns);
  let lines = '';
  for (const row of rows) lines += lineOf(columns, row);
  return Buffer.from(lines);
}

/** Puts lines of `copyLines` into a table that holds none of these rows. */
export async function copyRows(
  client: SqlClient,
  schema: string,
  table: ProjectedTable,
  lines: Buffer,
): Promise<void> {
  if (lines.length === 0) return;
  const columns = Object.keys(table.columns).map(quoted).join(', ');
  const stream = client.query(from(`COPY ${tableName(schema, table)} (${columns}) FROM STDIN`));
  await new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', (error) => {
      // Otherwise what is still on its way would be written to a copy that is over.
      stream.destroy();
      reject(error);
    });
    stream.end(lines);
  });
}

function lineOf(columns: readonly (readonly [string, PgType])[], row: ReadRow): string {
  let line = '';
  let separator = '';
  for (const [name, type] of columns) {
    const text = toText(type, row[name]);
    line += separator + (text === null ? '\\N' : escaped(text));
    separator = '\t';
  }
  return line + '\n';
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : text;

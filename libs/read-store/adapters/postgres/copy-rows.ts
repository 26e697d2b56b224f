import type pg from 'pg';
import { from } from 'pg-copy-streams';
import type { PgType, ProjectedTable, ReadRow } from '../../ports.js';
import { toText } from './column-values.js';
import { quoted, tableName } from './table-ddl.js';

/** Short enough to be young when it is written: long texts of many parts are dear to collect. */
const PIECE_LENGTH = 64 * 1024;

/** Rows as `COPY … FROM STDIN` takes them in its text form, in pieces. */
export function copyLines(table: ProjectedTable, rows: Iterable<ReadRow>): readonly Buffer[] {
  const columns = Object.entries(table.columns);
  const pieces: Buffer[] = [];
  let lines = '';
  for (const row of rows) {
    lines += lineOf(columns, row);
    if (lines.length < PIECE_LENGTH) continue;
    pieces.push(Buffer.from(lines));
    lines = '';
  }
  if (lines !== '') pieces.push(Buffer.from(lines));
  return pieces;
}

/** Puts lines of `copyLines` into a table that holds none of these rows. One connection only: a pool cannot copy. */
export async function copyRows(
  client: pg.ClientBase,
  schema: string,
  table: ProjectedTable,
  lines: readonly Buffer[],
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
    for (const piece of lines) stream.write(piece);
    stream.end();
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

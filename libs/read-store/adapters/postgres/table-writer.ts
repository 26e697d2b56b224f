import type { ProjectedTable, ReadRow } from '../../ports.js';
import { keyText, type TableChanges } from '../../domain/fold-batch.js';
import { quoted, tableName } from './table-ddl.js';
import { toText } from './column-values.js';
import { readTypes } from './read-types.js';
import type { SqlClient } from './sql-client.js';
import { textArray } from './text-array.js';

/** Statements of one table in one schema; each takes a whole batch. */
export class TableWriter {
  private readonly selectSql: string;
  private readonly upsertSql: string;
  private readonly deleteSql: string;
  private readonly columns: readonly string[];

  constructor(
    schema: string,
    private readonly table: ProjectedTable,
  ) {
    const name = tableName(schema, table);
    this.columns = Object.keys(table.columns);
    const matches = table.key.map((column) => `t.${quoted(column)} = ${this.cast(column)}`).join(' AND ');
    this.selectSql = `SELECT t.* FROM ${name} t JOIN ${this.unnest(table.key)} ON ${matches}`;
    this.deleteSql = `DELETE FROM ${name} t USING ${this.unnest(table.key)} WHERE ${matches}`;
    this.upsertSql = this.upsertStatement(name);
  }

  /** The rows with these keys, by key text. */
  async read(client: SqlClient, keys: readonly Partial<ReadRow>[]): Promise<ReadonlyMap<string, ReadRow>> {
    if (keys.length === 0) return new Map();
    const { rows } = await client.query<ReadRow>({
      text: this.selectSql,
      values: this.parameters(this.table.key, keys),
      types: readTypes,
    });
    return new Map(rows.map((row) => [keyText(this.table, row), row]));
  }

  async write(client: SqlClient, { upserts, deletes }: TableChanges): Promise<void> {
    if (deletes.length > 0)
      await client.query({ text: this.deleteSql, values: this.parameters(this.table.key, deletes) });
    if (upserts.length > 0)
      await client.query({ text: this.upsertSql, values: this.parameters(this.columns, upserts) });
  }

  private upsertStatement(name: string): string {
    const { columns, table } = this;
    const values = columns.map((column) => this.cast(column));
    const rest = columns.filter((column) => !table.key.includes(column));
    const set = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
    const conflict = rest.length > 0 ? `DO UPDATE SET ${set}` : 'DO NOTHING';
    return (
      `INSERT INTO ${name} (${columns.map(quoted).join(', ')}) SELECT ${values.join(', ')} ` +
      `FROM ${this.unnest(columns)} ON CONFLICT (${table.key.map(quoted).join(', ')}) ${conflict}`
    );
  }

  private unnest(columns: readonly string[]): string {
    const carriers = columns.map((_column, index) => `$${index + 1}::text[]`);
    return `unnest(${carriers.join(', ')}) AS u(${columns.map(quoted).join(', ')})`;
  }

  private parameters(columns: readonly string[], rows: readonly Partial<ReadRow>[]): Buffer[] {
    return columns.map((column) => {
      const type = this.typeOf(column);
      return textArray(rows.map((row) => toText(type, row[column])));
    });
  }

  /** Everything travels as text. */
  private cast(column: string): string {
    const type = this.typeOf(column);
    return type === 'text' ? `u.${quoted(column)}` : `u.${quoted(column)}::${type}`;
  }

  private typeOf(column: string) {
    return this.table.columns[column] ?? 'text';
  }
}

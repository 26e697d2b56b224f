import type { StoredEvent } from '#event-store';
import type { ProjectedTable, Projection } from '../../ports.js';
import { foldBatch, keysToRead, type KeyedBatch } from '../../domain/fold-batch.js';
import { Backlog, foldLoad } from '../../domain/fold-load.js';
import { copyLines, copyRows } from './copy-rows.js';
import { createIndexes, createKey, createTable, quoted } from './table-ddl.js';
import { inTransaction, type SqlClient } from './sql-client.js';
import { TableWriter } from './table-writer.js';

/** Parts of events that may wait in memory for the rows they change, in one table. */
const MOST_WAITING = 10_000;
const ROWS_A_STATEMENT = 2_000;

/** What one batch puts into one table. */
interface FoldedTable {
  readonly load: TableLoad;
  readonly lines: Buffer;
  readonly later: KeyedBatch;
}

/**
 * Fills new tables from a whole history. Rows are copied in as their streams open, without key or index; what changes a
 * row that is there already waits until it is worth building the key for. Nothing of it is atomic: the schema is thrown
 * away where a load does not come to its end.
 */
export class ProjectionLoad {
  private readonly tables: readonly TableLoad[];

  constructor(
    private readonly schema: string,
    projection: Projection,
    mostWaiting = MOST_WAITING,
  ) {
    this.tables = projection.tables.map((table) => new TableLoad(schema, table, mostWaiting));
  }

  async create(client: SqlClient): Promise<void> {
    await client.query(`DROP SCHEMA IF EXISTS ${quoted(this.schema)} CASCADE`);
    await client.query(`CREATE SCHEMA ${quoted(this.schema)}`);
    for (const { table } of this.tables) await client.query(createTable(this.schema, table));
  }

  /** Touches no database, so it can go on while the batch before is being written. */
  fold(events: readonly StoredEvent[]): readonly FoldedTable[] {
    return this.tables.map((load) => {
      const { opened, later } = foldLoad(load.table, events);
      return { load, lines: copyLines(load.table, opened), later };
    });
  }

  /** Batches must be written in their order. */
  async write(client: SqlClient, batch: readonly FoldedTable[]): Promise<void> {
    for (const { load, lines, later } of batch) await load.write(client, lines, later);
  }

  /** Afterwards the tables are as the live ones. */
  async finish(client: SqlClient): Promise<void> {
    for (const load of this.tables) await load.finish(client);
  }
}

class TableLoad {
  private readonly backlog = new Backlog();
  private readonly writer: TableWriter;
  private hasKey = false;

  constructor(
    private readonly schema: string,
    readonly table: ProjectedTable,
    private readonly mostWaiting: number,
  ) {
    this.writer = new TableWriter(schema, table);
  }

  async write(client: SqlClient, lines: Buffer, later: KeyedBatch): Promise<void> {
    await copyRows(client, this.schema, this.table, lines);
    this.backlog.add(later);
    if (this.backlog.size > this.mostWaiting) await this.merge(client);
  }

  async finish(client: SqlClient): Promise<void> {
    await this.merge(client);
    for (const statement of createIndexes(this.schema, this.table)) await client.query(statement);
  }

  private async merge(client: SqlClient): Promise<void> {
    if (!this.hasKey) await client.query(createKey(this.schema, this.table));
    this.hasKey = true;
    for (const keyed of this.backlog.take(ROWS_A_STATEMENT))
      await inTransaction(client, async () => {
        const before = await this.writer.read(client, keysToRead(keyed));
        await this.writer.write(client, foldBatch(this.table, keyed, before));
      });
  }
}

import type pg from 'pg';
import type { StoredEvent } from '#event-store';
import type { ProjectedTable, Projection } from '../../ports.js';
import { foldBatch, keysToRead, type KeyedBatch, type KeyedEvents } from '../../domain/fold-batch.js';
import { Backlog, foldLoad } from '../../domain/fold-load.js';
import { copyLines, copyRows } from './copy-rows.js';
import { createIndexes, createKey, createTable, quoted } from './table-ddl.js';
import { inTransaction } from './sql-client.js';
import { TableWriter } from './table-writer.js';

/** Parts of events that may wait in memory for the rows they change, in one table. */
const MOST_WAITING = 10_000;
const ROWS_A_STATEMENT = 2_000;

/** What one batch puts into one table. */
interface FoldedTable {
  readonly load: TableLoad;
  readonly lines: readonly Buffer[];
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

  async create(client: pg.ClientBase): Promise<void> {
    await client.query(`DROP SCHEMA IF EXISTS ${quoted(this.schema)} CASCADE`);
    await client.query(`CREATE SCHEMA ${quoted(this.schema)}`);
    for (const { table } of this.tables) await client.query(createTable(this.schema, table));
  }

  /** Touches no database, so it can go on while the batch before is being written. */
  fold(events: readonly StoredEvent[]): readonly FoldedTable[] {
    return this.tables.map((load) => {
      const later = new Map<string, KeyedEvents>();
      const lines = copyLines(load.table, foldLoad(load.table, events, later));
      return { load, lines, later };
    });
  }

  /** Batches must be written in their order. */
  async write(client: pg.ClientBase, batch: readonly FoldedTable[]): Promise<void> {
    for (const { load, lines, later } of batch) await load.write(client, lines, later);
  }

  /** Afterwards the tables are as the live ones. */
  async finish(client: pg.ClientBase): Promise<void> {
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

  async write(client: pg.ClientBase, lines: readonly Buffer[], later: KeyedBatch): Promise<void> {
    await copyRows(client, this.schema, this.table, lines);
    this.backlog.add(later);
    if (this.backlog.size > this.mostWaiting) await this.merge(client);
  }

  async finish(client: pg.ClientBase): Promise<void> {
    await this.merge(client);
    for (const statement of createIndexes(this.schema, this.table)) await client.query(statement);
    // The server counts by itself only after a minute, and until then reads whole tables for a few rows.
    await client.query(`ANALYZE ${quoted(this.schema)}.${quoted(this.table.name)}`);
  }

  private async merge(client: pg.ClientBase): Promise<void> {
    if (!this.hasKey) await client.query(createKey(this.schema, this.table));
    this.hasKey = true;
    for (const keyed of this.backlog.take(ROWS_A_STATEMENT))
      await inTransaction(client, async () => {
        const before = await this.writer.read(client, keysToRead(keyed));
        await this.writer.write(client, foldBatch(this.table, keyed, before));
      });
  }
}

import type { StoredEvent } from '#event-store';
import type { Projection } from '../../ports.js';
import { eventsByKey, foldBatch, keysToRead } from '../../domain/fold-batch.js';
import { createIndexes, createKey, createTable, quoted } from './table-ddl.js';
import type { SqlClient } from './sql-client.js';
import { TableWriter } from './table-writer.js';

/** All tables of a projection in one schema: the live one, or the one being built beside it. */
export class ProjectionTables {
  private readonly writers;

  constructor(
    readonly schema: string,
    private readonly projection: Projection,
  ) {
    this.writers = projection.tables.map((table) => ({ table, writer: new TableWriter(schema, table) }));
  }

  /** Empty, with keys and indexes. */
  async create(client: SqlClient): Promise<void> {
    await client.query(`DROP SCHEMA IF EXISTS ${quoted(this.schema)} CASCADE`);
    await client.query(`CREATE SCHEMA ${quoted(this.schema)}`);
    for (const { table } of this.writers) {
      await client.query(createTable(this.schema, table));
      await client.query(createKey(this.schema, table));
      for (const statement of createIndexes(this.schema, table)) await client.query(statement);
    }
  }

  /** Opens what is sealed; to be done before any row is locked. */
  async opened(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    return this.projection.open && events.length > 0 ? this.projection.open(events) : events;
  }

  /** Folds the opened events into the rows. Call inside a transaction. */
  async apply(client: SqlClient, events: readonly StoredEvent[]): Promise<void> {
    for (const { table, writer } of this.writers) {
      const keyed = eventsByKey(table, events);
      if (keyed.size === 0) continue;
      const before = await writer.read(client, keysToRead(keyed));
      await writer.write(client, foldBatch(table, keyed, before));
    }
  }
}

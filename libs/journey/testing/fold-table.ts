import type { StoredEvent } from '#event-store';
import type { ProjectedTable, ReadRow } from '#read-store';

/** The rows of a table after these events, by key, as the runner folds them. */
export function foldTable<Row extends ReadRow>(
  table: ProjectedTable<Row>,
  events: readonly StoredEvent[],
): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const event of events)
    for (const key of table.keysOf(event)) {
      const id = JSON.stringify(table.key.map((column) => key[column]));
      const row = table.evolve(rows.get(id), event, key);
      if (row) rows.set(id, row);
      else rows.delete(id);
    }
  return rows;
}

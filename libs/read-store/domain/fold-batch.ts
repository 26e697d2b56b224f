import type { StoredEvent } from '#event-store';
import type { ProjectedTable, ReadRow } from '../ports.js';

/** One row's part of a batch: its key and the events that change it, in order. */
export interface KeyedEvents {
  readonly key: Partial<ReadRow>;
  readonly events: readonly StoredEvent[];
}

export interface TableChanges {
  readonly upserts: readonly ReadRow[];
  /** Keys of the rows that no longer exist. */
  readonly deletes: readonly Partial<ReadRow>[];
}

/** A row's key as one text; the common key of one column costs nothing to tell. */
export const keyText = (table: ProjectedTable, row: Partial<ReadRow>): string => {
  const [only, ...more] = table.key;
  if (only !== undefined && more.length === 0) return partText(row[only]);
  return JSON.stringify(table.key.map((column) => partText(row[column])));
};

const partText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(typeof value === 'bigint' ? value.toString() : value);

/** The events of a batch by the row that they change. */
export function eventsByKey(
  table: ProjectedTable,
  events: readonly StoredEvent[],
): ReadonlyMap<string, KeyedEvents> {
  const found = new Map<string, { key: Partial<ReadRow>; events: StoredEvent[] }>();
  for (const event of events) {
    for (const key of table.keysOf(event)) {
      const text = keyText(table, key);
      const known = found.get(text);
      if (!known) found.set(text, { key, events: [event] });
      else if (known.events.at(-1) !== event) known.events.push(event);
    }
  }
  return found;
}

/**
 * Keys whose row may exist already. A row follows from one stream alone, so a row whose first event opens its stream
 * cannot be there yet and need not be looked for.
 */
export const keysToRead = (keyed: ReadonlyMap<string, KeyedEvents>): readonly Partial<ReadRow>[] =>
  [...keyed.values()].filter(({ events }) => events[0]?.revision !== 0n).map(({ key }) => key);

/** Folds each row's events in order over the row as it was. */
export function foldBatch(
  table: ProjectedTable,
  keyed: ReadonlyMap<string, KeyedEvents>,
  before: ReadonlyMap<string, ReadRow>,
): TableChanges {
  const upserts: ReadRow[] = [];
  const deletes: Partial<ReadRow>[] = [];
  for (const [text, { key, events }] of keyed) {
    const old = before.get(text);
    const row = events.reduce<ReadRow | undefined>((sofar, event) => table.evolve(sofar, event, key), old);
    if (row !== undefined) upserts.push(row);
    else if (old !== undefined) deletes.push(key);
  }
  return { upserts, deletes };
}

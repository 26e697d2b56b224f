import type { StoredEvent } from '#event-store';
import type { ProjectedTable, ReadRow } from '../ports.js';

/** One row's part of a batch: its key and the events that change it, in order. */
export interface KeyedEvents {
  readonly key: Partial<ReadRow>;
  readonly events: readonly StoredEvent[];
  /** True where the row cannot exist yet and need not be looked for. */
  readonly opening: boolean;
}

/** A batch's parts by the text of their row's key. */
export type KeyedBatch = ReadonlyMap<string, KeyedEvents>;

export interface TableChanges {
  readonly upserts: readonly ReadRow[];
  /** Keys of the rows that no longer exist. */
  readonly deletes: readonly Partial<ReadRow>[];
}

/** A row's key as one text; the common key of one column costs nothing to tell. */
export const keyText = (table: ProjectedTable, row: Partial<ReadRow>): string => {
  const [only, ...more] = table.key;
  if (only !== undefined && more.length === 0) return partText(row[only]);
  return table.key.reduce((sofar, column) => sofar + measured(partText(row[column])), '');
};

/** Its length first, so that no two keys read the same. */
const measured = (part: string): string => `${part.length}:${part}`;

const partText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(typeof value === 'bigint' ? value.toString() : value);

/** The events of a batch by the row that they change. */
export function eventsByKey(table: ProjectedTable, events: readonly StoredEvent[]): KeyedBatch {
  const found = new Map<string, { key: Partial<ReadRow>; events: StoredEvent[]; opening: boolean }>();
  for (const event of events) {
    for (const key of table.keysOf(event)) {
      const text = keyText(table, key);
      const known = found.get(text);
      if (!known) found.set(text, { key, events: [event], opening: isOpening(table, event) });
      else if (known.events.at(-1) !== event) known.events.push(event);
    }
  }
  return found;
}

/** A row that follows from one stream alone begins with the event that opens the stream. */
const isOpening = ({ acrossStreams }: ProjectedTable, { revision }: StoredEvent): boolean =>
  revision === 0n && !acrossStreams;

/** Keys whose row may exist already. */
export const keysToRead = (keyed: KeyedBatch): readonly Partial<ReadRow>[] =>
  [...keyed.values()].filter(({ opening }) => !opening).map(({ key }) => key);

/** Folds each row's events in order over the row as it was. */
export function foldBatch(
  table: ProjectedTable,
  keyed: KeyedBatch,
  before: ReadonlyMap<string, ReadRow>,
): TableChanges {
  const upserts: ReadRow[] = [];
  const deletes: Partial<ReadRow>[] = [];
  for (const [text, part] of keyed) {
    const old = before.get(text);
    const row = foldRow(table, part, old);
    if (row !== undefined) upserts.push(row);
    else if (old !== undefined) deletes.push(part.key);
  }
  return { upserts, deletes };
}

/** The row after its events; undefined where they leave none. */
export function foldRow(
  table: ProjectedTable,
  { key, events }: KeyedEvents,
  old: ReadRow | undefined,
): ReadRow | undefined {
  let row = old;
  for (const event of events) row = table.evolve(row, event, key);
  return row;
}

import type { StoredEvent } from '#event-store';
import type { ProjectedTable, ReadRow } from '../ports.js';
import { eventsByKey, foldRow, type KeyedBatch, type KeyedEvents } from './fold-batch.js';

/**
 * Folds what opens its rows, one by one, so that a row may be written and forgotten before the next. Parts whose rows may
 * be there already wait in the backlog.
 */
export function* foldLoad(
  table: ProjectedTable,
  events: readonly StoredEvent[],
  later: Map<string, KeyedEvents>,
): Generator<ReadRow> {
  for (const [text, part] of eventsByKey(table, events)) {
    if (!part.opening) {
      later.set(text, part);
      continue;
    }
    const row = foldRow(table, part, undefined);
    if (row !== undefined) yield row;
  }
}

/** Parts of one table that wait for their rows, in order for each row. The owner sees to it that few enough wait. */
export class Backlog {
  private readonly parts = new Map<
    string,
    { key: Partial<ReadRow>; events: StoredEvent[]; opening: false }
  >();
  private waiting = 0;

  /** How many events wait. */
  get size(): number {
    return this.waiting;
  }

  add(later: KeyedBatch): void {
    for (const [text, { key, events }] of later) {
      this.waiting += events.length;
      const known = this.parts.get(text);
      if (known) known.events.push(...events);
      else this.parts.set(text, { key, events: [...events], opening: false });
    }
  }

  /** All that waits, in slices of at most so many rows; nothing waits afterwards. */
  *take(size: number): Generator<KeyedBatch> {
    let slice = new Map<string, KeyedEvents>();
    for (const [text, part] of this.parts) {
      slice.set(text, part);
      if (slice.size < size) continue;
      yield slice;
      slice = new Map();
    }
    if (slice.size > 0) yield slice;
    this.parts.clear();
    this.waiting = 0;
  }
}

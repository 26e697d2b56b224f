import type pg from 'pg';
import type { EventStore } from '#event-store';

export interface Appended {
  readonly type: string;
  readonly events: number;
  readonly bytes: number;
}

/** What the event store holds, in the order of its size; the hub's events and those of the raw pipe. */
export async function appended(pool: pg.Pool): Promise<readonly Appended[]> {
  const { rows } = await pool.query<Appended>(
    `SELECT type, count(*)::integer AS events, sum(length(data) + length(metadata))::integer AS bytes
     FROM eventstore.events GROUP BY type ORDER BY bytes DESC`,
  );
  return rows;
}

/** The same store, and how many appends it was asked for. */
export function counting(store: EventStore): { readonly store: EventStore; readonly appends: () => number } {
  let appends = 0;
  const counted: EventStore = {
    append: (...one) => ((appends += 1), store.append(...one)),
    appendMany: (many) => ((appends += many.length), store.appendMany(many)),
    readStream: (stream) => store.readStream(stream),
    readAll: (options) => store.readAll(options),
    subscribe: (options, handle) => store.subscribe(options, handle),
    headPosition: () => store.headPosition(),
    close: () => store.close(),
  };
  return { store: counted, appends: () => appends };
}

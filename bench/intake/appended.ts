import type pg from 'pg';
import type { Append, EventStore } from '#event-store';

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

export interface Asked {
  appends: number;
  reads: number;
  subscriptions: number;
}

export interface Counting {
  readonly store: EventStore;
  readonly asked: Asked;
  /** Everything that was to be appended together, in order. */
  readonly made: Append[];
}

/** The same store, how often it was asked for what, and what was appended. */
export function counting(store: EventStore): Counting {
  const asked: Asked = { appends: 0, reads: 0, subscriptions: 0 };
  const made: Append[] = [];
  const counted: EventStore = {
    append: (...one) => ((asked.appends += 1), store.append(...one)),
    appendMany: (many) => {
      asked.appends += many.length;
      made.push(...many);
      return store.appendMany(many);
    },
    readStream: (stream) => ((asked.reads += 1), store.readStream(stream)),
    readAll: (options) => store.readAll(options),
    subscribe: (options, handle) => ((asked.subscriptions += 1), store.subscribe(options, handle)),
    headPosition: () => store.headPosition(),
    close: () => store.close(),
  };
  return { store: counted, asked, made };
}

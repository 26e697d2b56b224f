import type pg from 'pg';
import type { Append, EventStore, NewEvent } from '#event-store';

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

/** What the hub appended, in the order of the store: events of one stream that lie together as one append. */
export async function appendedByHub(store: EventStore): Promise<readonly Append[]> {
  const made: { stream: string; expected: 'any'; events: NewEvent[] }[] = [];
  for await (const batch of store.readAll())
    for (const { stream, id, type, data, metadata } of batch) {
      if (type === 'Raw' || stream.startsWith('$')) continue;
      const last = made.at(-1);
      const event = { id, type, data, metadata };
      if (last?.stream === stream) last.events.push(event);
      else made.push({ stream, expected: 'any', events: [event] });
    }
  return made;
}

export interface Asked {
  appends: number;
  reads: number;
  subscriptions: number;
}

export interface Counting {
  readonly store: EventStore;
  readonly asked: Asked;
}

/** The same store, and how often it was asked for what. */
export function counting(store: EventStore): Counting {
  const asked: Asked = { appends: 0, reads: 0, subscriptions: 0 };
  const counted: EventStore = {
    append: (...one) => ((asked.appends += 1), store.append(...one)),
    appendMany: (many) => ((asked.appends += many.length), store.appendMany(many)),
    readStream: (stream) => ((asked.reads += 1), store.readStream(stream)),
    readAll: (options) => store.readAll(options),
    subscribe: (options, handle) => ((asked.subscriptions += 1), store.subscribe(options, handle)),
    headPosition: () => store.headPosition(),
    eventAt: (position) => store.eventAt(position),
    close: () => store.close(),
  };
  return { store: counted, asked };
}

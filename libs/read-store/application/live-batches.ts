import type { KeptPlace, StoredEvent, StorePosition } from '#event-store';
import { isTransient } from '../adapters/postgres/faults.js';
import { advance, type ProjectionState } from '../adapters/postgres/checkpoints.js';
import type { ProjectionTables } from '../adapters/postgres/projection-tables.js';
import { inTransaction, type SqlClient } from '../adapters/postgres/sql-client.js';

/** Another generation or another process took over; the run has to look at the bookkeeping again. */
export class Fenced extends Error {}

/** The event that stands in the way. `cause` is never shown. */
export class Poisoned extends Error {
  constructor(
    readonly event: StoredEvent,
    options: ErrorOptions,
  ) {
    super('An event could not be projected', options);
  }
}

/** Writes rows and checkpoint of one generation, each batch in one transaction on the connection that holds the lease. */
export class LiveBatches {
  private last: StorePosition | null;
  private place: KeptPlace | undefined;

  constructor(
    private readonly client: SqlClient,
    private readonly tables: ProjectionTables,
    private readonly state: ProjectionState,
  ) {
    const { position, lastEvent: event } = state;
    this.last = position;
    if (position !== null && event !== null) this.place = { position, event };
  }

  get position(): StorePosition | null {
    return this.last;
  }

  /** The last event applied, where it is known which it was. */
  get kept(): KeptPlace | undefined {
    return this.place;
  }

  /** Applies what is new; returns how many events. Throws `Fenced`, `Poisoned`, or a transient fault. */
  async apply(events: readonly StoredEvent[]): Promise<number> {
    const fresh = events.filter(({ position }) => this.last === null || position > this.last);
    if (fresh.length === 0) return 0;
    try {
      await this.write(fresh);
      return fresh.length;
    } catch (error) {
      if (error instanceof Fenced || isTransient(error)) throw error;
      const [only] = fresh;
      if (fresh.length === 1 && only) throw new Poisoned(only, { cause: error });
      return this.applyOneByOne(fresh);
    }
  }

  /** So that everything before the event at fault is kept and that event is known. */
  private async applyOneByOne(events: readonly StoredEvent[]): Promise<number> {
    for (const event of events) await this.apply([event]);
    return events.length;
  }

  private async write(events: readonly StoredEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    const place = { position: last.position, event: last.id };
    const opened = await this.tables.opened(events);
    await inTransaction(this.client, async () => {
      // First, so that nobody else takes over before the rows are written.
      if (!(await advance(this.client, this.state, this.last, place))) throw new Fenced();
      await this.tables.apply(this.client, opened);
    });
    this.last = last.position;
    this.place = place;
  }
}

import type { StorePosition } from '#event-store';
import { readTypes } from './read-types.js';
import type { SqlClient } from './sql-client.js';

/** The last rebuild of a projection, as whoever watches sees it. */
export interface RebuildRecord {
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly events: bigint;
  readonly position: StorePosition | null;
  /** End of the event store when it began. */
  readonly head: StorePosition | null;
  readonly startedAt: Date;
  readonly toldAt: Date;
}

/** How often a running rebuild tells how far it is, ms. */
const TELL_EVERY_MS = 1_000;

export async function listRebuilds(client: SqlClient): Promise<readonly RebuildRecord[]> {
  const text = `SELECT name, state, events, "position", head, started_at AS "startedAt", told_at AS "toldAt"
    FROM projections.rebuilds ORDER BY name`;
  return (await client.query<RebuildRecord>({ text, types: readTypes })).rows;
}

/** Tells how a rebuild goes. A watcher that cannot be told never stops the work. */
export class RebuildTeller {
  private lastMs = 0;

  constructor(
    private readonly client: SqlClient,
    private readonly name: string,
  ) {}

  async began(): Promise<void> {
    await this.tell(
      `INSERT INTO projections.rebuilds (name, state) VALUES ($1, 'running')
       ON CONFLICT (name) DO UPDATE SET state = 'running', events = 0, "position" = NULL, head = NULL,
         started_at = now(), told_at = now()`,
      [],
    );
  }

  async reached(events: number, position: StorePosition, head: StorePosition): Promise<void> {
    if (performance.now() - this.lastMs < TELL_EVERY_MS) return;
    this.lastMs = performance.now();
    await this.tell(
      'UPDATE projections.rebuilds SET events = $2, "position" = $3, head = $4, told_at = now() WHERE name = $1',
      [events, position.toString(), head.toString()],
    );
  }

  /** Tells that it goes on, through work of the database that cannot say how far it is. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const goesOn = 'UPDATE projections.rebuilds SET told_at = now() WHERE name = $1';
    const timer = setInterval(() => void this.tell(goesOn, []), TELL_EVERY_MS);
    return work().finally(() => clearInterval(timer));
  }

  /** `events`: how many in all, where it is known. */
  async ended(state: 'done' | 'failed', events?: number): Promise<void> {
    await this.tell(
      `UPDATE projections.rebuilds SET state = $2, events = coalesce($3, events), told_at = now()
       WHERE name = $1`,
      [state, events ?? null],
    );
  }

  private async tell(text: string, values: readonly unknown[]): Promise<void> {
    await this.client.query(text, [this.name, ...values]).catch(() => undefined);
  }
}

/** Where one says that it runs and nobody holds its lease, its process was killed. Leaves the time at which it last told. */
export async function tellKilled(client: SqlClient, name: string): Promise<void> {
  await client.query(
    `UPDATE projections.rebuilds SET state = 'failed' WHERE name = $1 AND state = 'running'`,
    [name],
  );
}

import type pg from 'pg';
import type { EventStore, StoredEvent, StorePosition } from '#event-store';
import { defect, unavailable } from '#platform';
import type { Projection } from '../ports.js';
import { nextSchema } from '../adapters/postgres/table-ddl.js';
import { discard } from '../adapters/postgres/leftovers.js';
import { RebuildTeller } from '../adapters/postgres/rebuilds.js';
import { ProjectionTables } from '../adapters/postgres/projection-tables.js';
import { ProjectionLoad } from '../adapters/postgres/projection-load.js';
import { awaitLease } from './await-lease.js';
import { follow } from './follow.js';
import { rebuildStopped } from './rebuild-stopped.js';
import { swapIn } from './swap-in.js';

export interface RebuildProgress {
  readonly events: number;
  readonly position: StorePosition;
  /** End of the store when the rebuild began. */
  readonly head: StorePosition;
}

export interface RebuildOptions {
  readonly projection: Projection;
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal?: AbortSignal;
  /** Most events written at once. Default 500: more outlive the young generation and slow the reading down. */
  readonly maxBatch?: number;
}

export interface Rebuilt {
  readonly events: number;
  readonly position: StorePosition | null;
  readonly elapsedMs: number;
}

/** Whoever tidies up after a rebuild that was killed holds the lease for a moment. */
const TIDYING_MS = 1_000;

/**
 * Builds the projection again from the beginning, beside the live one, and swaps it in when level. The live runner goes
 * on meanwhile, is fenced by the swap and resumes from the new checkpoint. Throws `PROJECTION.REBUILD_RUNNING`,
 * `PROJECTION.REBUILD_STOPPED`, or what an event that cannot be projected threw.
 */
export async function rebuildProjection(options: RebuildOptions): Promise<Rebuilt> {
  const began = performance.now();
  const { projection, pool } = options;
  const lease = await awaitLease(pool, nextSchema(projection), { signal: AbortSignal.timeout(TIDYING_MS) });
  if (!lease) throw rebuildRunning(projection);
  const teller = new RebuildTeller(pool, projection.name);
  await teller.began();
  try {
    const { client } = lease;
    const tables = new ProjectionTables(nextSchema(projection), projection);
    // The half-built schema is dropped after a crash, so its commits need not wait for the disk.
    await client.query('SET synchronous_commit = off');
    await client.query(`SET maintenance_work_mem = '128MB'`);
    const load = new Load(client, tables, options, teller);
    await load.run();
    await client.query('SET synchronous_commit = on');
    const position = await swapIn({ ...options, client, tables, built: load.position });
    await teller.ended('done', load.events);
    return { events: load.events, position, elapsedMs: performance.now() - began };
  } catch (error) {
    await discard(lease.client, projection).catch(() => undefined);
    await teller.ended('failed');
    throw error;
  } finally {
    await lease.release();
  }
}

/** Worth another try: of a process that was killed, the server may hold the lease until its last statement has ended. */
const rebuildRunning = ({ name }: Projection) =>
  unavailable(
    'PROJECTION.REBUILD_RUNNING',
    `The projection ${name} is being rebuilt already; try again when that has ended`,
  );

/** Reads and folds on while the batch before is being written. */
class Load {
  position: StorePosition | null = null;
  events = 0;
  private readonly load: ProjectionLoad;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: pg.ClientBase,
    private readonly tables: ProjectionTables,
    private readonly options: RebuildOptions,
    private readonly teller: RebuildTeller,
  ) {
    this.load = new ProjectionLoad(tables.schema, options.projection);
  }

  async run(): Promise<void> {
    await this.load.create(this.client);
    await this.read();
    await this.teller.during(() => this.load.finish(this.client));
  }

  private async read(): Promise<void> {
    const { store, projection, signal, maxBatch = 500 } = this.options;
    const head = await store.headPosition();
    if (head === undefined) return;
    const finished = new AbortController();
    const any = signal ? AbortSignal.any([signal, finished.signal]) : finished.signal;
    const handle = async (batch: { events: readonly StoredEvent[]; caughtUp: boolean }) => {
      await this.take(batch.events, head);
      if (!batch.caughtUp) return;
      await this.writing;
      finished.abort();
    };
    try {
      await follow({ store, prefixes: projection.streams, after: undefined, maxBatch, handle }, any);
    } finally {
      await this.writing;
    }
    if (signal?.aborted) throw rebuildStopped();
    if (!finished.signal.aborted) throw defect('PROJECTION.REBUILD_STOPPED', 'The subscription ended early');
  }

  private async take(events: readonly StoredEvent[], head: StorePosition): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    const folded = this.load.fold(await this.tables.opened(events));
    await this.writing;
    this.writing = this.load.write(this.client, folded).then(() => this.wrote(events.length, last, head));
    // Met by whoever awaits it next; the handler has returned by then.
    this.writing.catch(() => undefined);
  }

  private wrote(count: number, { position }: StoredEvent, head: StorePosition): void {
    this.position = position;
    this.events += count;
    this.options.onProgress?.({ events: this.events, position, head });
    void this.teller.reached(this.events, position, head);
  }
}

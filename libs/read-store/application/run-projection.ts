import { setTimeout as wait } from 'node:timers/promises';
import { isBeyond, isOverwritten, requireHeld, requireSame, type StorePosition } from '#event-store';
import { defect } from '#platform';
import { inSpan } from '#platform/tracing';
import {
  findState,
  putState,
  recordCaughtUp,
  type ProjectionState,
} from '../adapters/postgres/checkpoints.js';
import { faultCode, isTransient } from '../adapters/postgres/faults.js';
import type { Lease } from '../adapters/postgres/lease.js';
import { discardLeftovers } from '../adapters/postgres/leftovers.js';
import { ProjectionTables } from '../adapters/postgres/projection-tables.js';
import { inTransaction } from '../adapters/postgres/sql-client.js';
import { tellFault } from '../adapters/postgres/watching.js';
import { awaitLease } from './await-lease.js';
import { follow } from './follow.js';
import { LevelWatch } from './level-watch.js';
import { Fenced, LiveBatches, Poisoned } from './live-batches.js';
import { lookAt } from './look-at.js';
import type { ProjectionRun, ProjectionStatus, RunOptions } from './projection-run.js';
import { inRebuildLane } from './rebuild-lanes.js';
import { rebuildProjection } from './rebuild-projection.js';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;
/** How often a run throws away what a rebuild that was killed left. */
const DISCARD_EVERY_MS = 60_000;
/** How often a view is looked at that this process does not run. */
const ASIDE_EVERY_MS = 2_000;
/** Each so manyth look asks which event lies at the place that the view had come to. */
const SAME_EVERY_LOOKS = 10;

/** Keeps a projection's rows level with the event store until stopped. */
export function runProjection(options: RunOptions): ProjectionRun {
  const run = new Run(options);
  return { stop: () => run.stop(), status: () => run.current, resume: () => run.resume() };
}

class Run {
  current: ProjectionStatus;
  private readonly stopping = new AbortController();
  private readonly level = new LevelWatch();
  private readonly done: Promise<unknown>;
  private unpark: () => void = () => undefined;
  private retryMs = FIRST_RETRY_MS;

  constructor(private readonly options: RunOptions) {
    this.current = { name: options.projection.name, state: 'starting', caughtUp: false, eventsApplied: 0 };
    this.done = Promise.all([this.keepRunning(), this.watchAside()]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.unpark();
    await this.done;
  }

  resume(): void {
    this.unpark();
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.runOnce();
      } catch (error) {
        await this.meet(error);
      }
    }
    this.tell({ state: 'ended', caughtUp: false });
  }

  /** A process that began to measure when it started would hide how long a view has lagged, for itself and for others. */
  private async watchAside(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // Of engines that do not answer the run itself tells.
      if (this.current.state !== 'running') await this.lookAside(signal).catch(() => undefined);
      await pauseIn(ASIDE_EVERY_MS, signal);
    }
  }

  private async lookAside(signal: AbortSignal): Promise<void> {
    const { look } = await lookAt({ ...this.options, signal });
    const levelAt = this.level.after(look);
    if (levelAt !== undefined) this.tell({ levelAt });
  }

  private async runOnce(): Promise<void> {
    const { pool, projection, leaseCheckMs } = this.options;
    const lease = await awaitLease(pool, projection.name, {
      signal: this.stopping.signal,
      everyMs: leaseCheckMs,
      onWaiting: () => this.tell({ state: 'waiting', caughtUp: false }),
    });
    if (!lease) return;
    try {
      // What a crash of the server takes from a view, its place goes with it: it is projected again.
      await lease.client.query('SET synchronous_commit TO off');
      const state = await this.prepare(lease);
      await this.live(lease, state);
    } finally {
      await lease.release();
    }
  }

  /** Makes the tables the first time; builds a new version beside the old one and swaps. */
  private async prepare(lease: Lease): Promise<ProjectionState> {
    const { projection, store, pool } = this.options;
    const { name, version } = projection;
    const state = await findState(lease.client, name);
    if (!state) return this.createFirst(lease);
    if (state.version === version) return state;
    if (state.version > version)
      throw defect('PROJECTION.VERSION_BEHIND', 'The stored projection is newer than this program', {
        projection: name,
      });
    this.tell({ state: 'building' });
    const { signal } = this.stopping;
    await inRebuildLane(pool, () => rebuildProjection({ projection, store, pool, signal }));
    const built = await findState(lease.client, name);
    if (!built) throw defect('PROJECTION.NOT_BUILT', 'The rebuilt projection left no checkpoint');
    return built;
  }

  private async createFirst({ client }: Lease): Promise<ProjectionState> {
    const { projection } = this.options;
    const { name, version } = projection;
    const state = { name, version, generation: 1, position: null, lastEvent: null, caughtUpTo: null };
    const tables = new ProjectionTables(name, projection);
    await inTransaction(client, async () => {
      await tables.create(client);
      await putState(client, state);
    });
    return state;
  }

  /** Until it is stopped, swapped elsewhere, or loses its lease. */
  private async live({ client, lost }: Lease, state: ProjectionState): Promise<void> {
    const { projection, store, maxBatch = 500, paceMs = 50 } = this.options;
    const batches = new LiveBatches(client, new ProjectionTables(projection.name, projection), state);
    const followed = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, followed.signal, lost]);
    const head = await requireHeld(store, batches.position);
    await requireSame(store, batches.kept);
    this.tell({ state: 'running', ...positions(state.position, head) }, ['code', 'stoppedAt']);
    const idle = this.watchIdle(batches, state, signal, () => followed.abort());
    try {
      await follow(
        {
          store,
          prefixes: projection.streams,
          after: batches.position ?? undefined,
          maxBatch,
          handle: async ({ events, caughtUp }) => {
            const began = performance.now();
            await this.applyBatch(batches, events);
            if (caughtUp) await this.isLevel(state, head);
            const restMs = paceMs - (performance.now() - began);
            if (restMs > 0 && events.length > 0 && events.length < maxBatch) await pauseIn(restMs, signal);
          },
        },
        signal,
      );
    } finally {
      followed.abort();
      await idle;
      if (lost.aborted) this.tell({ state: 'starting', caughtUp: false });
    }
  }

  private async isLevel(state: ProjectionState, head: StorePosition | undefined): Promise<void> {
    // Read before the subscription began, so everything up to it has been handed over by now.
    if (head !== undefined) await recordCaughtUp(this.options.pool, state, head);
    if (!this.current.caughtUp) await tellFault(this.options.pool, state.name, undefined);
    this.retryMs = FIRST_RETRY_MS;
    this.tell({ caughtUp: true });
  }

  private async applyBatch(batches: LiveBatches, events: Parameters<LiveBatches['apply']>[0]): Promise<void> {
    if (events.length === 0) return;
    const began = performance.now();
    const attributes = {
      'throughline.projection': this.current.name,
      'messaging.batch.message_count': events.length,
    };
    const links = () => events.map(({ metadata }) => metadata.traceparent);
    const applied = await inSpan('project events', { attributes, links }, () => batches.apply(events));
    this.retryMs = FIRST_RETRY_MS;
    this.tell({
      eventsApplied: this.current.eventsApplied + applied,
      lastBatchMs: performance.now() - began,
      ...positions(batches.position, this.current.head),
    });
  }

  /** A projection whose streams are quiet still has to say that it is level; a swap elsewhere has to be noticed. */
  private async watchIdle(
    batches: LiveBatches,
    state: ProjectionState,
    signal: AbortSignal,
    beginAnew: () => void,
  ): Promise<void> {
    const { pool, projection, store, idleCheckMs = 1000 } = this.options;
    let discardedAt = -DISCARD_EVERY_MS;
    for (let looks = 1; !signal.aborted; looks += 1) {
      await wait(idleCheckMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const at = performance.now();
      try {
        const { state: now, look, isNews } = await lookAt({ ...this.options, signal }, batches.position);
        if (now?.generation !== state.generation) return beginAnew();
        const { head, handled, isLevel } = look;
        // It begins anew, and stops where its place is beyond the end of the store.
        if (isBeyond(handled, head)) return beginAnew();
        const { kept } = batches;
        if (kept && looks % SAME_EVERY_LOOKS === 0 && (await isOverwritten(store, kept))) return beginAnew();
        if (isNews && isLevel && head !== undefined) await recordCaughtUp(pool, state, head);
        const levelAt = this.level.after(look);
        // Whoever lost the lease, or only waited for it, may have told a fault since.
        if (levelAt !== this.current.levelAt) await tellFault(pool, state.name, undefined);
        this.tell({ ...positions(batches.position, head), ...(levelAt !== undefined && { levelAt }) });
        if (at - discardedAt < DISCARD_EVERY_MS) continue;
        discardedAt = at;
        await discardLeftovers(pool, projection);
      } catch (error) {
        this.options.logger?.warn('Idle check failed', { projection: state.name, code: faultCode(error) });
      }
    }
  }

  private async meet(error: unknown): Promise<void> {
    if (error instanceof Fenced) return;
    const cause = error instanceof Poisoned ? error.cause : error;
    const fields = { projection: this.current.name, code: faultCode(cause) };
    if (!this.stopping.signal.aborted) await tellFault(this.options.pool, fields.projection, fields.code);
    if (isTransient(cause)) {
      this.tell({ state: 'retrying', caughtUp: false, code: fields.code });
      this.options.logger?.warn('Projection will try again', fields);
      await pauseIn(this.retryMs, this.stopping.signal);
      this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
      return;
    }
    await this.park(fields, error);
  }

  private async park(fields: { readonly code: string }, error: unknown): Promise<void> {
    const event = error instanceof Poisoned ? error.event : undefined;
    const stoppedAt = event && { position: event.position, stream: event.stream, type: event.type };
    this.options.logger?.error('Projection stopped', {
      ...fields,
      ...(event && { eventType: event.type, position: event.position }),
    });
    const parked = new Promise<void>((resolve) => (this.unpark = resolve));
    this.tell({ state: 'stopped', caughtUp: false, code: fields.code, ...(stoppedAt && { stoppedAt }) });
    if (!this.stopping.signal.aborted) await parked;
  }

  private tell(change: Partial<ProjectionStatus>, without: readonly ('code' | 'stoppedAt')[] = []): void {
    const kept: { -readonly [Field in keyof ProjectionStatus]: ProjectionStatus[Field] } = {
      ...this.current,
    };
    for (const field of without) delete kept[field];
    this.current = { ...kept, ...change };
    this.options.onProgress?.(this.current);
  }
}

const pauseIn = async (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch(() => undefined);

const positions = (position: StorePosition | null, head: StorePosition | undefined) => ({
  ...(position !== null && { position }),
  ...(head !== undefined && { head }),
});

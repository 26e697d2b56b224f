import { setTimeout as wait } from 'node:timers/promises';
import { requireHeld, type StorePosition, type SubscriptionBatch } from '#event-store';
import { findToldUpTo } from '#journey';
import { isThroughlineError, type Logger } from '#platform';
import { awaitLease, follow, isTransient, type Lease } from '#read-store';
import { putCheckpoint } from './checkpoint.js';
import { tellBatch, type TellBatchDeps } from './tell-batch.js';

const LEASE = 'tell-publishers';
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;

/** `waiting`: another process tells. `stopped`: at an event that this version cannot read. */
export interface TellingStatus {
  readonly state: 'starting' | 'waiting' | 'running' | 'retrying' | 'stopped' | 'ended';
  /** True while nothing is known to be untold. */
  readonly caughtUp: boolean;
  /** Events told by this process. */
  readonly told: number;
  readonly position?: StorePosition;
  /** Why it is retrying or stopped. */
  readonly code?: string;
}

export interface TellingRunOptions extends TellBatchDeps {
  readonly prefixes: readonly string[];
  readonly logger: Logger;
  readonly maxBatch?: number;
  readonly leaseCheckMs?: number;
}

/** Keeps publishers told until stopped. */
export class TellingRun {
  current: TellingStatus = { state: 'starting', caughtUp: false, told: 0 };
  private readonly stopping = new AbortController();
  private readonly logger: Logger;
  private readonly done: Promise<void>;
  private retryMs = FIRST_RETRY_MS;

  constructor(private readonly options: TellingRunOptions) {
    this.logger = options.logger.of('tell-publishers');
    this.done = this.keepRunning();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && this.current.state !== 'stopped') {
      try {
        await this.runOnce();
      } catch (error) {
        if (!signal.aborted) await this.meet(error);
      }
    }
    if (signal.aborted) this.tell({ state: 'ended', caughtUp: false });
  }

  private async runOnce(): Promise<void> {
    const { pool, leaseCheckMs } = this.options;
    const { signal } = this.stopping;
    const onWaiting = () => this.tell({ state: 'waiting', caughtUp: false });
    const lease = await awaitLease(pool, LEASE, { signal, everyMs: leaseCheckMs, onWaiting });
    if (!lease) return;
    try {
      await this.follow(lease);
    } finally {
      await lease.release();
    }
  }

  private async follow(lease: Lease): Promise<void> {
    const { store, prefixes, maxBatch = 500 } = this.options;
    const after = await findToldUpTo(lease.client);
    await requireHeld(store, after);
    this.tell({ state: 'running', ...(after === undefined ? {} : { position: after }) });
    const handle = (batch: SubscriptionBatch) => this.take(batch, lease);
    await follow(
      { store, prefixes, after, maxBatch, handle },
      AbortSignal.any([this.stopping.signal, lease.lost]),
    );
  }

  private async take({ events, caughtUp }: SubscriptionBatch, { client }: Lease): Promise<void> {
    const last = events.at(-1);
    if (last) {
      this.tell({ caughtUp: false });
      // The lease is lost with its connection: then another process may be telling already.
      await client.query('SELECT 1');
      await tellBatch(this.options, events, this.stopping.signal);
      await putCheckpoint(client, last.position);
      this.retryMs = FIRST_RETRY_MS;
      this.tell({ told: this.current.told + events.length, position: last.position });
    }
    if (!caughtUp) return;
    this.retryMs = FIRST_RETRY_MS;
    this.tell({ state: 'running', caughtUp: true });
  }

  private async meet(error: unknown): Promise<void> {
    const code = isThroughlineError(error) ? error.code : 'TELLING.FAILED';
    if (!isTransient(error)) {
      this.logger.error('Telling publishers stopped', { code, error });
      return this.tell({ state: 'stopped', caughtUp: false, code });
    }
    this.logger.warn('Publishers will be told again', { code, ms: this.retryMs, error });
    this.tell({ state: 'retrying', caughtUp: false, code });
    await wait(this.retryMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }

  private tell(change: Partial<TellingStatus>): void {
    const { code, ...kept } = this.current;
    const told = change.state === 'running' || code === undefined ? {} : { code };
    this.current = { ...kept, ...told, ...change };
  }
}

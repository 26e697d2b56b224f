import { setTimeout as wait } from 'node:timers/promises';
import { endRound, findPlace, putPage } from '#governance';
import { isThroughlineError, type Logger } from '#platform';
import { awaitLease, inTransaction, type Lease } from '#read-store';
import { checkPage, type PageCheck } from './check-page.js';

const LEASE = 'check-basis';

export interface BasisCheckOptions extends PageCheck {
  readonly logger: Logger;
  /** Between two pages, ms. Default 1 000: the check must never be what a hub is busy with. */
  readonly pageEveryMs?: number;
  /** Between two rounds, ms. Default 60 000. */
  readonly roundEveryMs?: number;
}

/**
 * Goes through all shared items again and again and notes each that no row holds any more. Nothing of it is shown to
 * anybody, for every view is decided again; the check proves that the record agrees. One process at a time, place kept.
 */
export class BasisCheck {
  private readonly stopping = new AbortController();
  private readonly logger: Logger;
  private readonly done: Promise<void>;

  constructor(private readonly options: BasisCheckOptions) {
    this.logger = options.logger.of('check-basis');
    this.done = this.keepRunning();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.holdLease();
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn('The check of bases waits and tries again', { code: codeOf(error) });
        await this.pause(this.options.roundEveryMs ?? 60_000);
      }
    }
  }

  private async holdLease(): Promise<void> {
    const { signal } = this.stopping;
    const lease = await awaitLease(this.options.pool, LEASE, { signal, everyMs: 1_000 });
    if (!lease) return;
    try {
      while (!signal.aborted && !lease.lost.aborted) await this.step(lease);
    } finally {
      await lease.release();
    }
  }

  /** Through the lease's own connection: whoever lost the lease keeps no place. */
  private async step({ client, lost }: Lease): Promise<void> {
    const page = await checkPage(this.options, await findPlace(client));
    const isEnd = page.items.length === 0;
    await inTransaction(client, () => (isEnd ? endRound(client, page.at) : putPage(client, page)));
    const { pageEveryMs = 1_000, roundEveryMs = 60_000 } = this.options;
    await this.pause(isEnd ? roundEveryMs : pageEveryMs, lost);
  }

  private async pause(ms: number, lost?: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([this.stopping.signal, ...(lost ? [lost] : [])]);
    await wait(ms, undefined, { signal }).catch(() => undefined);
  }
}

const codeOf = (error: unknown): string => (isThroughlineError(error) ? error.code : 'BASIS.NOT_CHECKED');

import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { findLease, type Lease } from '../adapters/postgres/lease.js';

export interface LeaseOptions {
  readonly signal: AbortSignal;
  /** How often to ask, ms. Default 250. */
  readonly everyMs?: number | undefined;
  /** Called each time that another holds the lease. */
  readonly onWaiting?: () => void;
}

/** The lease as soon as nobody else holds it; undefined where the signal is aborted first. */
export async function awaitLease(
  pool: pg.Pool,
  name: string,
  { signal, everyMs = 250, onWaiting }: LeaseOptions,
): Promise<Lease | undefined> {
  while (!signal.aborted) {
    const lease = await findLease(pool, name);
    if (lease) return lease;
    onWaiting?.();
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

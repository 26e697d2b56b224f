import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '#platform';
import type { FindLease, HeldLease } from './leases.js';

/** How soon one that waits looks again, ms. */
const LOOK_MS = 1_000;
/** How soon work that failed is begun again, ms. */
const AGAIN_MS = 5_000;

export interface Singleton {
  readonly name: string;
  /** Undefined where this process is the only one. */
  readonly leases: FindLease | undefined;
  readonly logger: Logger;
  /** Runs until the signal fires, while no other process does the same. */
  readonly work: (signal: AbortSignal, lease: HeldLease | undefined) => Promise<void>;
}

/** Keeps the work going in one process at a time until the signal fires. Never rejects. */
export async function whileHeld(singleton: Singleton, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const waitMs = await once(singleton, stopping).catch((error: unknown) => {
      singleton.logger.error('Work of one process at a time failed and is begun again', { error });
      return AGAIN_MS;
    });
    await wait(waitMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Resolves with how long to wait before the next look. */
async function once({ name, leases, work }: Singleton, stopping: AbortSignal): Promise<number> {
  if (!leases) {
    await work(stopping, undefined);
    return 0;
  }
  const lease = await leases(name);
  if (!lease) return LOOK_MS;
  try {
    await work(AbortSignal.any([stopping, lease.lost]), lease);
    return 0;
  } finally {
    await lease.release();
  }
}

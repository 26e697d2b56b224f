import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { StorePosition } from '#event-store';
import { unavailable } from '#platform';
import { findState } from '../adapters/postgres/checkpoints.js';

export interface WaitOptions {
  /** Default 10 000 ms. */
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
}

const FIRST_LOOK_MS = 10;
const LAST_LOOK_MS = 200;

/**
 * Resolves when the projection has applied everything relevant up to the position. A position in a stream that the
 * projection does not follow is reached within about a second. Throws `PROJECTION.BEHIND` at the deadline.
 */
export async function waitForProjection(
  pool: pg.Pool,
  name: string,
  position: StorePosition,
  { withinMs = 10_000, signal }: WaitOptions = {},
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 2, LAST_LOOK_MS)) {
    const state = await findState(pool, name);
    if (reached(state?.position, position) || reached(state?.caughtUpTo, position)) return;
    if (performance.now() >= deadline)
      throw unavailable('PROJECTION.BEHIND', 'The view has not caught up yet; try again in a moment');
    await wait(pauseMs, undefined, signal ? { signal } : {});
  }
}

const reached = (at: StorePosition | null | undefined, position: StorePosition): boolean =>
  at !== null && at !== undefined && at >= position;

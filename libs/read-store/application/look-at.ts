import type pg from 'pg';
import type { EventStore, StorePosition } from '#event-store';
import { systemClock, type Clock } from '#platform';
import { findState, type ProjectionState } from '../adapters/postgres/checkpoints.js';
import type { Projection } from '../ports.js';
import { standingOf } from './idle-check.js';
import type { Look } from './level-watch.js';

export interface Looking {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projection: Projection;
  readonly signal: AbortSignal;
  /** Default: the system's. */
  readonly clock?: Clock;
}

/** How a view stands by its own bookkeeping, whoever runs it. */
export async function lookAt(
  { pool, store, projection, signal, clock = systemClock }: Looking,
  handledHere?: StorePosition | null,
): Promise<{ readonly state: ProjectionState | undefined; readonly look: Look; readonly isNews: boolean }> {
  const at = performance.now();
  const state = await findState(pool, projection.name);
  const after = largest(state?.position ?? null, state?.caughtUpTo ?? null);
  const head = await store.headPosition();
  const handled = handledHere === undefined ? (state?.position ?? null) : handledHere;
  const isNews = head !== undefined && (after === undefined || head > after);
  const standing = isNews
    ? await standingOf({ store, prefixes: projection.streams, after, handled, signal })
    : { isLevel: true };
  const { isLevel, since } = { since: undefined, ...standing };
  const behindMs = since && Math.max(clock().getTime() - since.getTime(), 0);
  return { state, isNews, look: { at, head, handled, isLevel, ...(behindMs !== undefined && { behindMs }) } };
}

const largest = (a: StorePosition | null, b: StorePosition | null): StorePosition | undefined =>
  a === null ? (b ?? undefined) : b === null || a > b ? a : b;

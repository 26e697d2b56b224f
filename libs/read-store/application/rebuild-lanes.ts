import type pg from 'pg';

/** A rebuild takes connections beside the one that its view holds; of those of one pool this many go on at once. */
export const REBUILDS_AT_ONCE = 3;

/** How many connections so many views may take of one pool, and some for those who read. */
export const connectionsFor = (views: number): number => views + 2 * REBUILDS_AT_ONCE + 4;

const lanesOf = new WeakMap<pg.Pool, Promise<unknown>[]>();

/**
 * Rebuilds by turns, in the order asked. Where all views of a hub rebuilt at once, after an upgrade or another event store,
 * each held a connection and waited for one more, for ever.
 */
export async function inRebuildLane<T>(pool: pg.Pool, rebuild: () => Promise<T>): Promise<T> {
  const lanes = lanesOf.get(pool) ?? [];
  lanesOf.set(pool, lanes);
  while (lanes.length >= REBUILDS_AT_ONCE) await Promise.race(lanes);
  const mine = rebuild();
  const lane = mine.then(
    () => undefined,
    () => undefined,
  );
  lanes.push(lane);
  try {
    return await mine;
  } finally {
    void lanes.splice(lanes.indexOf(lane), 1);
  }
}

import { setTimeout as wait } from 'node:timers/promises';

/** So much longer than the work took: where the machine is busy, what arrives comes first. */
const TIMES_AS_LONG = 3;

/** The pause between two times that work is done beside what arrives. */
export interface Rest {
  /** Does the work when the last pause is over, or the signal fires. */
  after<T>(work: () => Promise<T>): Promise<T>;
}

/** `leastMs`: 0 for no pause at all. */
export function rests(leastMs = 0, signal?: AbortSignal): Rest {
  let until = 0;
  const over = async () => {
    const left = until - performance.now();
    if (left > 0) await wait(left, undefined, { signal }).catch(() => undefined);
  };
  return {
    async after(work) {
      await over();
      const began = performance.now();
      const done = await work();
      const ended = performance.now();
      until = ended + restMs(leastMs, ended - began);
      return done;
    },
  };
}

/** How long to rest after work that took so long, ms; not at all where the least is nothing. */
export const restMs = (leastMs: number, tookMs: number): number =>
  leastMs === 0 ? 0 : Math.max(leastMs, TIMES_AS_LONG * tookMs);

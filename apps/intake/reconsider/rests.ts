import { setTimeout as wait } from 'node:timers/promises';

/** So much longer than the work took: where the machine is busy, what arrives comes first. */
const TIMES_AS_LONG = 3;
const MOST_MS = 3_000;
/** How long nothing may have arrived for, and how often that is looked at, ms. */
const QUIET_MS = 200;
const LOOK_MS = 50;

/** The pauses of work that is done beside what arrives. */
export interface Rest {
  /** Does part of the work when the last pause is over, nothing arrives, or the signal fires. */
  after<T>(work: () => Promise<T>): Promise<T>;
  /** All that there was is done: pauses at least so long that what changes meanwhile is decided together. */
  whileMoreGathers(): void;
}

export interface RestOptions {
  /** Until the next time that there is work. 0 for no pause at all. */
  readonly leastMs: number;
  readonly signal: AbortSignal;
  /** Whether nothing was in hand for so long, ms. */
  readonly isQuiet: (forMs: number) => boolean;
}

export function rests({ leastMs, signal, isQuiet }: RestOptions): Rest {
  let until = 0;
  const over = async () => {
    while (performance.now() < until && !signal.aborted && !isQuiet(QUIET_MS))
      await wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
  };
  return {
    async after(work) {
      await over();
      const began = performance.now();
      const done = await work();
      const ended = performance.now();
      until = leastMs === 0 ? 0 : ended + restMs(ended - began);
      return done;
    },
    whileMoreGathers() {
      until = Math.max(until, leastMs === 0 ? 0 : performance.now() + leastMs);
    },
  };
}

/** How long to rest after work that took so long, ms. */
export const restMs = (tookMs: number): number => Math.min(TIMES_AS_LONG * tookMs, MOST_MS);

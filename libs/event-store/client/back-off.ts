const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** Waiting times between tries: doubling from 50 ms to 2 s; the first one after `reset` is short again. */
export class BackOff {
  #next = FIRST_MS;

  reset(): void {
    this.#next = FIRST_MS;
  }

  get nextMs(): number {
    const wait = this.#next;
    this.#next = Math.min(LONGEST_MS, wait * 2);
    return wait;
  }
}

/** Resolves after the time, or at once when the signal fires. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

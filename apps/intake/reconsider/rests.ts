import { setTimeout as wait } from 'node:timers/promises';

/** The pause between two times that intake is held up. */
export interface Rest {
  begin(): void;
  /** Resolves when the pause is over, or the signal fires. */
  over(): Promise<void>;
}

export function rests(ms = 0, signal?: AbortSignal): Rest {
  let until = 0;
  return {
    begin: () => void (until = performance.now() + ms),
    async over() {
      const left = until - performance.now();
      if (left > 0) await wait(left, undefined, { signal }).catch(() => undefined);
    },
  };
}

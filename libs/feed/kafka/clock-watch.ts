/** Both in ms: of the day, and one that nobody can set. */
export interface Clocks {
  readonly ofDay: () => number;
  readonly steady: () => number;
}

const SYSTEM: Clocks = { ofDay: () => Date.now(), steady: () => performance.now() };
/** Well under the time after which a silent member is put out of its group. */
const SET_BACK_MS = 2_000;
const LOOK_EVERY_MS = 500;

/**
 * kafkajs tells by the time of day when the next heartbeat is due. Set back by an hour, it would send none for an hour
 * and be put out of its group without noticing. Calls `setBack` once when that has happened; the result stops looking.
 */
export function watchClock(setBack: () => void, clocks: Clocks = SYSTEM): () => void {
  const difference = () => clocks.ofDay() - clocks.steady();
  let ahead = difference();
  const timer = setInterval(() => {
    const now = difference();
    ahead = Math.max(ahead, now);
    if (ahead - now < SET_BACK_MS) return;
    clearInterval(timer);
    setBack();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

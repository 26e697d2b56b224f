export const FIRST_BACK_OFF_MS = 100;
export const LONGEST_BACK_OFF_MS = 5_000;

/** Wait before try `attempt` + 1: 100 ms, doubling to 5 s. */
export const backOffMs = (attempt: number): number =>
  Math.min(FIRST_BACK_OFF_MS * 2 ** Math.min(attempt - 1, 10), LONGEST_BACK_OFF_MS);

import { londonDay, londonMidnight } from '#sharing';

/** The midnight in London with which the last so many days begin, today counted in. */
export function lastDays(count: number, now: Date): Date {
  const today = londonDay(now.getTime());
  const day = (today % 100) - (count - 1);
  return new Date(londonMidnight(Math.floor(today / 10_000), Math.floor(today / 100) % 100, day));
}

/** Whole days, so that what a page lists, sums and draws by day is the same. */
export const monthBefore = (now: Date): Date => lastDays(30, now);
export const weekBefore = (now: Date): Date => lastDays(7, now);

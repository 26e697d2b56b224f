/** What was heard of one agency on one day. Days are of UTC: an hour at midnight is no matter where silence is judged. */
export interface HeardDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly events: number;
  readonly first: Date;
  readonly last: Date;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const weekdayOf = (instant: number): number => new Date(instant).getUTCDay();

/** Starts of the days from the one `from` lies in to the one `to` lies in. */
export function* daysBetween(from: number, to: number): Generator<number> {
  for (let start = startOf(dayOf(from)); start <= to; start += DAY_MS) yield start;
}

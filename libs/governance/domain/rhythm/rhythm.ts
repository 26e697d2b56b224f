import { DAY_MS, dayOf, daysBetween, HOUR_MS, startOf, weekdayOf, type HeardDay } from './heard.js';

/** Which days an agency is expected on, as it was heard itself. */
export interface Rhythm {
  /** Share of the days on which it was heard, 0 to 1, by weekday from Sunday. */
  readonly shares: readonly number[];
  /** Days on which it is not expected, `YYYY-MM-DD`: school or bank holidays. */
  readonly closed: ReadonlySet<string>;
}

/** From the days heard between these two, both included. */
export function rhythmOf(
  heard: readonly HeardDay[],
  from: string,
  to: string,
  closed: ReadonlySet<string>,
): Rhythm {
  const days = [...daysBetween(startOf(from), startOf(to))].filter((start) => !closed.has(dayOf(start)));
  const active = new Set(heard.map(({ day }) => day));
  const shares = Array.from({ length: 7 }, (_, weekday) => {
    const all = days.filter((start) => weekdayOf(start) === weekday);
    return all.length === 0 ? 0 : all.filter((start) => active.has(dayOf(start))).length / all.length;
  });
  return { shares, closed };
}

/**
 * How long an agency was silent, in hours as it is used to them: an hour of a day on which it is always heard counts in full,
 * one of a weekend on which it never is counts nothing.
 */
export function expectedHours({ shares, closed }: Rhythm, from: Date, to: Date): number {
  let hours = 0;
  for (const start of daysBetween(from.getTime(), to.getTime())) {
    if (closed.has(dayOf(start))) continue;
    const within = Math.min(to.getTime(), start + DAY_MS) - Math.max(from.getTime(), start);
    hours += (within / HOUR_MS) * (shares[weekdayOf(start)] ?? 0);
  }
  return hours;
}

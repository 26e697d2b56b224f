import type { Day } from './london.js';

/** When an authority works. */
export interface Calendar {
  /** AgencyId of the authority; the calendar of everyone else where absent. */
  readonly agency?: string;
  /** Days of the week on which it does not work, 0 for Sunday. */
  readonly weekend: readonly number[];
  /** ISO dates of bank holidays and closures. */
  readonly holidays: readonly string[];
}

const DAY_MS = 86_400_000;
/** A calendar that never works must not hang a decision: no closure is as long as so many days in a row. */
const LONGEST_CLOSURE_DAYS = 60;

/** The day on which a period of working days ends that begins on the day after `day`. */
export function workingDayAfter(day: Day, count: number, calendar: Calendar): Day {
  let left = count;
  let instant = Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
  let closed = 0;
  while (left > 0 && closed < LONGEST_CLOSURE_DAYS) {
    const next = new Date(instant + DAY_MS);
    // Beyond the days that can be told a period ends where it is, because a decision never throws.
    if (Number.isNaN(next.getTime())) break;
    instant = next.getTime();
    const works = isWorkingDay(next, calendar);
    closed = works ? 0 : closed + 1;
    if (works) left -= 1;
  }
  const end = new Date(instant);
  if (Number.isNaN(end.getTime())) return day;
  return end.getUTCFullYear() * 10_000 + (end.getUTCMonth() + 1) * 100 + end.getUTCDate();
}

const isWorkingDay = (date: Date, { weekend, holidays }: Calendar): boolean =>
  !weekend.includes(date.getUTCDay()) && !holidays.includes(date.toISOString().slice(0, 10));

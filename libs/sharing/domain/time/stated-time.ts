import { londonDay, londonMidnight, type Day } from './london.js';

const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const ZONED = /T.*(Z|[+-]\d{2}:\d{2})$/;

/**
 * The instant of an ISO date-time, or the first instant in Europe/London of an ISO date. NaN where the text is
 * neither, or has no zone: a comparison with it is then false, and callers read that as "not shown".
 */
export function instantOf(text: string | undefined): number {
  if (text === undefined) return NaN;
  const date = DATE.exec(text);
  if (date) return londonMidnight(Number(date[1]), Number(date[2]), Number(date[3]));
  return ZONED.test(text) ? Date.parse(text) : NaN;
}

/** The instant of an ISO date-time, or the last instant of an ISO date. NaN as `instantOf`. */
export function lastInstantOf(text: string | undefined): number {
  const date = text === undefined ? null : DATE.exec(text);
  return date ? londonMidnight(Number(date[1]), Number(date[2]), Number(date[3]) + 1) - 1 : instantOf(text);
}

/** True where something that lasts until `end` still lasts: a date lasts to its last moment, a time up to it. */
export function lastsAt(end: string, now: number): boolean {
  const day = findDay(end);
  return day === undefined ? now < instantOf(end) : londonDay(now) <= day;
}

/** The day as a number; undefined where the text is not an ISO date. */
export function findDay(text: string): Day | undefined {
  const date = DATE.exec(text);
  return date ? Number(date[1]) * 10_000 + Number(date[2]) * 100 + Number(date[3]) : undefined;
}

/**
 * The last day (ISO date) of a period of months from an instant: the same day of the month, or the month's last day
 * where it has no such day, so that twelve months from 29 February end with 28 February. Undefined without a start.
 */
export function lastDayAfterMonths(start: string, months: number): string | undefined {
  const instant = instantOf(start);
  if (Number.isNaN(instant)) return undefined;
  const day = londonDay(instant);
  const month = Math.floor(day / 100) % 100;
  const wanted = new Date(Date.UTC(Math.floor(day / 10_000), month - 1 + months, 1));
  const longest = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate();
  wanted.setUTCDate(Math.min(day % 100, longest));
  return wanted.toISOString().slice(0, 10);
}

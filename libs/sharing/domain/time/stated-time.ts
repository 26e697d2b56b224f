import { CLOCK_ALLOWANCE_MS } from '#contracts';
import { dayBegins, daysIn, londonDay, londonMidnight, type Day } from './london.js';

const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const ZONED = /T.*(Z|[+-]\d{2}:\d{2})$/i;

// The same few dates come up in every decision on an item; reading them anew would take most of its time.
const read = new Map<string, number>();
const MOST_KEPT = 10_000;

/**
 * The instant of an ISO date-time, or the first instant in Europe/London of an ISO date. NaN where the text is
 * neither, or has no zone: a comparison with it is then false, and callers read that as "not shown".
 */
export function instantOf(text: string | undefined): number {
  if (text === undefined) return NaN;
  const known = read.get(text);
  if (known !== undefined) return known;
  return keep(read, text, parse(text));
}

function keep<T>(store: Map<string, T>, text: string, value: T): T {
  if (store.size >= MOST_KEPT) store.clear();
  store.set(text, value);
  return value;
}

function parse(text: string): number {
  const date = DATE.exec(text);
  if (date) return londonMidnight(Number(date[1]), Number(date[2]), Number(date[3]));
  return ZONED.test(text) ? Date.parse(text) : NaN;
}

/**
 * True where what somebody said has been said. It is here, so that a time a little ahead is a clock that runs fast: waited
 * for, what it opens would stay shut, because nothing decides it again when that time comes.
 */
export const hasBegun = (text: string | undefined, now: number): boolean =>
  instantOf(text) <= now + CLOCK_ALLOWANCE_MS;

const lastRead = new Map<string, number>();

/** The instant of an ISO date-time, or the last instant of an ISO date. NaN as `instantOf`. */
export function lastInstantOf(text: string | undefined): number {
  if (text === undefined) return NaN;
  const known = lastRead.get(text);
  if (known !== undefined) return known;
  const date = DATE.exec(text);
  const last = date
    ? londonMidnight(Number(date[1]), Number(date[2]), Number(date[3]) + 1) - 1
    : instantOf(text);
  return keep(lastRead, text, last);
}

/** True where something that lasts until `end` still lasts: a date lasts to its last moment, a time up to it. */
export function lastsAt(end: string, now: number): boolean {
  const day = findDay(end);
  return day === undefined ? now < instantOf(end) : londonDay(now) <= day;
}

const daysRead = new Map<string, Day | null>();

/** The first instant at which it no longer lasts. NaN as `instantOf`. */
export function endOf(text: string | undefined): number {
  const day = text === undefined ? undefined : findDay(text);
  return day === undefined ? instantOf(text) : dayBegins(day + 1);
}

/** The day as a number; undefined where the text is not an ISO date. */
export function findDay(text: string): Day | undefined {
  const known = daysRead.get(text);
  if (known !== undefined) return known ?? undefined;
  const date = DATE.exec(text);
  const day = date ? Number(date[1]) * 10_000 + Number(date[2]) * 100 + Number(date[3]) : null;
  return keep(daysRead, text, day) ?? undefined;
}

/**
 * The last day of a period of months from an instant: the same day of the month, or the month's last day where it
 * has no such day, so that twelve months from 29 February end with 28 February. Undefined without a readable start.
 */
export function lastDayAfterMonths(start: string | undefined, months: number): Day | undefined {
  const instant = instantOf(start);
  if (Number.isNaN(instant)) return undefined;
  const day = londonDay(instant);
  const count = Math.floor(day / 10_000) * 12 + (Math.floor(day / 100) % 100) - 1 + months;
  const year = Math.floor(count / 12);
  const month = (count % 12) + 1;
  return year * 10_000 + month * 100 + Math.min(day % 100, daysIn(year, month));
}

/** An ISO date. */
export const dayText = (day: Day): string =>
  `${String(day).slice(0, -4)}-${String(day).slice(-4, -2)}-${String(day).slice(-2)}`;

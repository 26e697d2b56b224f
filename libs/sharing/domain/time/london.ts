const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A calendar day as the number `yyyymmdd`; days compare as numbers. */
export type Day = number;

// A decision asks for the days of the same few moments many times over, of now most of all.
let lastAsked = { instant: NaN, day: NaN };
const days = new Map<number, Day>();
const MOST_KEPT = 10_000;

/** The calendar day in Europe/London at this instant (milliseconds). Follows the clock change rule in force since 1996. */
export function londonDay(instant: number): Day {
  if (instant === lastAsked.instant) return lastAsked.day;
  const day = days.get(instant) ?? keep(instant, dayAt(instant));
  lastAsked = { instant, day };
  return day;
}

function keep(instant: number, day: Day): Day {
  if (days.size >= MOST_KEPT) days.clear();
  days.set(instant, day);
  return day;
}

function dayAt(instant: number): Day {
  const local = new Date(isSummerTime(instant) ? instant + HOUR : instant);
  return local.getUTCFullYear() * 10_000 + (local.getUTCMonth() + 1) * 100 + local.getUTCDate();
}

/** The instant at which the day begins in Europe/London. */
export function londonMidnight(year: number, month: number, day: number): number {
  const utcMidnight = Date.UTC(year, month - 1, day);
  return isSummerTime(utcMidnight - HOUR) ? utcMidnight - HOUR : utcMidnight;
}

/** The first instant of a day, or of the month after where the month has no such day. */
export function dayBegins(day: Day): number {
  const [year, month, date] = [Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100];
  return date > daysIn(year, month) ? londonMidnight(year, month + 1, 1) : londonMidnight(year, month, date);
}

export const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isSummerTime(instant: number): boolean {
  const { begins, ends } = summerOf(new Date(instant).getUTCFullYear());
  return instant >= begins && instant < ends;
}

interface Summer {
  readonly begins: number;
  readonly ends: number;
}

// A few years serve every decision; working them out anew would take most of its time.
const summers = new Map<number, Summer>();

function summerOf(year: number): Summer {
  const known = summers.get(year);
  if (known) return known;
  const summer = { begins: clockChange(year, 2), ends: clockChange(year, 9) };
  if (summers.size < 500) summers.set(year, summer);
  return summer;
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function clockChange(year: number, month: number): number {
  const last = Date.UTC(year, month, 31, 1);
  return last - new Date(last).getUTCDay() * DAY;
}

const LONDON = 'Europe/London';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

// Made once: building a formatter costs more than a page's worth of dates.
const isoDays = new Intl.DateTimeFormat('en-CA', {
  timeZone: LONDON,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const clocks = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, timeStyle: 'medium' });

interface LondonMoment {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: number;
  readonly minute: string;
}

function inLondon(at: Date): LondonMoment {
  const found = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const text = (name: Intl.DateTimeFormatPartTypes) => found.get(name) ?? '';
  return {
    day: text('day'),
    month: text('month'),
    year: text('year'),
    hour: Number(text('hour')),
    minute: text('minute'),
  };
}

/** `21 November 2026`, in London. */
export function dateWords(at: Date): string {
  const { day, month, year } = inLondon(at);
  return `${day} ${month} ${year}`;
}

/** `November 2026`, in London. */
export function monthWords(at: Date): string {
  const { month, year } = inLondon(at);
  return `${month} ${year}`;
}

/** `2:20pm`, in London. */
export function timeWords(at: Date): string {
  const { hour, minute } = inLondon(at);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute}${hour < 12 ? 'am' : 'pm'}`;
}

/** `10:42:07`, in London: for those who watch the hub, to whom seconds matter. */
export function clockWords(at: Date): string {
  return clocks.format(at);
}

/**
 * `21 November 2026, 2:20pm`; the date alone at midnight in London, because a date without a time is carried as that
 * and a time must not be invented.
 */
export function momentWords(at: Date): string {
  const { hour, minute } = inLondon(at);
  return hour === 0 && minute === '00' ? dateWords(at) : `${dateWords(at)}, ${timeWords(at)}`;
}

/** The same with its time always: of what happened then, and not of a date that somebody stated. */
export const instantWords = (at: Date): string => `${dateWords(at)}, ${timeWords(at)}`;

/** `2026-11-21`, in London. */
export function isoDay(at: Date): string {
  return isoDays.format(at);
}

/** Whole calendar days in London from one moment to another; negative when `to` is earlier. */
export function daysBetween(from: Date, to: Date): number {
  const day = (at: Date) => Date.parse(`${isoDay(at)}T00:00:00Z`) / 86_400_000;
  return day(to) - day(from);
}

/** The day `YYYY-MM-DD` so many days after this one; before it where negative. */
export function dayAfter(day: string, days = 1): string {
  const found = new Date(`${day}T00:00:00Z`);
  found.setUTCDate(found.getUTCDate() + days);
  return found.toISOString().slice(0, 10);
}

/** Midnight in London at the start of the day `YYYY-MM-DD`; undefined where it is no such date. */
export function londonMidnight(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const utc = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 10) !== text) return undefined;
  const summer = new Date(utc.getTime() - 3_600_000);
  return isoDay(summer) === text ? summer : utc;
}

/** Where the next day begins in London: a day has 23, 24 or 25 hours. Undefined where it is no such date. */
export function endOfLondonDay(text: string): Date | undefined {
  return londonMidnight(text) && londonMidnight(dayAfter(text));
}

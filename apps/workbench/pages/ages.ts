import { dateWords, isoDay } from '../frame/dates.js';
import { countWords } from '../operations/spans.js';

/** `7 years, born 4 March 2019`; in months under two years. */
export function ageWords(dateOfBirth: string | undefined, now: Date): string {
  if (dateOfBirth === undefined) return 'Not known';
  const months = monthsBetween(dateOfBirth, isoDay(now));
  const born = `born ${dateWords(new Date(`${dateOfBirth}T12:00:00Z`))}`;
  if (months < 0) return `due ${dateWords(new Date(`${dateOfBirth}T12:00:00Z`))}`;
  return months < 24
    ? `${countWords(months, 'month')}, ${born}`
    : `${Math.floor(months / 12)} years, ${born}`;
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}

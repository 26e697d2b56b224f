import { DAY_MS, daysBetween, startOf, weekdayOf, type HeardDay } from '#governance';

/** Share of its weekdays on which an agency was heard, from which it counts as usual. */
const USUAL = 0.6;
const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const WORKING = '1,2,3,4,5';

/** `every working day`, `on Mondays and Thursdays`, `about 3 days a month`, from the days on which it was heard. */
export function rhythmWords(heard: readonly HeardDay[]): string {
  const days = heard.map(({ day }) => startOf(day)).sort((a, b) => a - b);
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const all = [...daysBetween(first, last)].map(weekdayOf);
  const on = days.map(weekdayOf);
  const usual = [...WEEKDAYS.keys()].filter(
    (weekday) => count(on, weekday) >= USUAL * Math.max(1, count(all, weekday)),
  );
  if (usual.length === 7) return 'every day';
  if (usual.join() === WORKING) return 'every working day';
  if (usual.length > 0) return `on ${listWords(usual.map((weekday) => WEEKDAYS[weekday] ?? ''))}`;
  return `about ${Math.max(1, Math.round((days.length * 30 * DAY_MS) / (last - first + DAY_MS)))} days a month`;
}

const count = (weekdays: readonly number[], weekday: number): number =>
  weekdays.filter((each) => each === weekday).length;

/** `a`, `a and b`, `a, b and c`. */
const listWords = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

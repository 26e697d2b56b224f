import type { HeardDay } from '#governance';
import type { DeliveryDay } from '#journey';
import { dateWords, dayAfter, isoDay } from '../../frame/dates.js';
import { countWords, numberWords } from '../../operations/spans.js';

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 30;
/** Under 40em, where bars turn to rows. */
const NARROW_DAYS = 10;

export interface ChartDay extends DeliveryDay {
  readonly received: number;
  /** Events on such a weekday, as a rule; undefined where too little is known. */
  readonly usual: number | undefined;
}

const SERIES = ['accepted', 'withheld', 'rejected'] as const;

/** The last 30 days in London, earliest first, also those without events. */
export function chartDays(
  days: readonly DeliveryDay[],
  heard: readonly HeardDay[],
  now: Date,
): readonly ChartDay[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const today = isoDay(now);
  const over = heard.filter(({ day }) => day < today);
  return Array.from({ length: SHOWN_DAYS }, (_, at) => {
    const day = dayAfter(today, at + 1 - SHOWN_DAYS);
    const found = byDay.get(day) ?? { day, accepted: 0, withheld: 0, rejected: 0 };
    const received = found.accepted + found.withheld + found.rejected;
    return { ...found, received, usual: usualOn(weekdayOf(day), over) };
  });
}

/** The mean of that weekday, from the first day heard to the last that is over. */
function usualOn(weekday: number, heard: readonly HeardDay[]): number | undefined {
  const [first, last] = [heard[0], heard.at(-1)];
  if (heard.length < 5 || !first || !last) return undefined;
  const span = Math.round((Date.parse(last.day) - Date.parse(first.day)) / DAY_MS) + 1;
  const weeks = Array.from({ length: span }, (_, at) => (weekdayOf(first.day) + at) % 7);
  const all = weeks.filter((each) => each === weekday).length;
  const events = heard
    .filter(({ day }) => weekdayOf(day) === weekday)
    .reduce((sum, each) => sum + each.events, 0);
  return all === 0 ? undefined : Math.round(events / all);
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export function deliveryChart(days: readonly ChartDay[]) {
  const sum = (name: (typeof SERIES)[number] | 'received') => days.reduce((all, day) => all + day[name], 0);
  const most = Math.max(1, ...days.map(({ received, usual = 0 }) => Math.max(received, usual)));
  return {
    caption: `${countWords(sum('received'), 'event')} in the last 30 days: ${numberWords(sum('accepted'))} accepted, ${numberWords(sum('withheld'))} withheld, ${numberWords(sum('rejected'))} rejected.`,
    most: numberWords(most),
    columns: columnsOf(days, most),
    rows: rowsOf(days.slice(-NARROW_DAYS), most),
    table: days.toReversed().map((day) => ({
      day: dayWords(day.day),
      cells: [
        ['Received', numberWords(day.received)],
        ['Usual on such a day', day.usual === undefined ? 'Not known yet' : numberWords(day.usual)],
        ...SERIES.map((name) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, numberWords(day[name])]),
      ],
    })),
  };
}

const dayWords = (day: string): string => dateWords(new Date(`${day}T12:00:00Z`));

const TOP = 20;
const HEIGHT = 180;
const STEP = 24;

function columnsOf(days: readonly ChartDay[], most: number) {
  const tall = (count: number) => (count / most) * HEIGHT;
  const marks = days.map((day, at) => {
    let bottom = TOP + HEIGHT;
    const bars = SERIES.map((name) => {
      const height = tall(day[name]);
      bottom -= height;
      return { name, x: at * STEP + 3, y: round(bottom), width: STEP - 6, height: round(height) };
    });
    const usual = day.usual === undefined ? undefined : round(TOP + HEIGHT - tall(day.usual));
    return { x: at * STEP, bars: bars.filter(({ height }) => height > 0), usual, step: STEP };
  });
  const ticks = days.flatMap(({ day }, at) => {
    const last = at === days.length - 1;
    const x = last ? days.length * STEP : at * STEP + STEP / 2;
    return at % 7 === 1 ? [{ x, anchor: last ? 'end' : 'middle', label: shortDay(day) }] : [];
  });
  return { marks, ticks, width: days.length * STEP, height: TOP + HEIGHT + 34, base: TOP + HEIGHT };
}

const LABEL = 92;
const LENGTH = 200;
const ROW = 28;

function rowsOf(days: readonly ChartDay[], most: number) {
  const long = (count: number) => (count / most) * LENGTH;
  const marks = days.map((day, at) => {
    let x = LABEL;
    const bars = SERIES.map((name) => {
      const bar = { name, x: round(x), y: at * ROW + 4, width: round(long(day[name])), height: ROW - 8 };
      x += long(day[name]);
      return bar;
    });
    const label = {
      text: shortDay(day.day),
      y: at * ROW + ROW - 9,
      count: numberWords(day.received),
      x: round(x + 6),
    };
    return { bars: bars.filter(({ width }) => width > 0), label };
  });
  return { marks, width: 340, height: days.length * ROW };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const shortDay = (day: string): string =>
  dayWords(day)
    .split(' ')
    .slice(0, 2)
    .map((part) => part.slice(0, 3))
    .join(' ');

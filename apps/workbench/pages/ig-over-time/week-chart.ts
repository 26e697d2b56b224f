import type { WeekCount } from '#governance';
import { dateWords } from '../../frame/dates.js';
import { countWords, numberWords } from '../../operations/spans.js';

const LANE = 46;
const TOP = 8;
const AXIS = 34;

interface Size {
  readonly id: string;
  readonly width: number;
  readonly left: number;
  readonly ticks: number;
}

/** As the timeline: the narrow drawing is drawn narrow, not shrunk, so that its text can be read. */
const SIZES: readonly Size[] = [
  { id: 'wide', width: 960, left: 300, ticks: 4 },
  { id: 'narrow', width: 340, left: 8, ticks: 2 },
];

export interface Category {
  readonly key: string;
  readonly label: string;
}

/** A lane of columns for each category, all to one scale, and the same as a table. Weeks without a decision stay empty. */
export function weekChart(
  id: string,
  heading: string,
  counts: readonly WeekCount[],
  weeks: readonly string[],
  categories: readonly Category[],
) {
  const shown = shownOf(categories, counts);
  const most = Math.max(1, ...counts.map(({ decisions }) => decisions));
  const total = counts.reduce((sum, { decisions }) => sum + decisions, 0);
  return {
    ...{ id, heading, total },
    caption: `${countWords(total, 'decision')}. The highest column is ${numberWords(most)} in a week.`,
    description: `One row of columns for each, ${weeks.length} weeks, up to ${countWords(most, 'decision')} a week. A table follows.`,
    drawings: SIZES.map((size) => drawing(size, shown, counts, weeks, most)),
    rows: counts.map(({ week, key, decisions }) => ({
      ...{ week: weekWords(week), decisions: numberWords(decisions) },
      label: categories.find((category) => category.key === key)?.label ?? key,
    })),
  };
}

/** Whatever has no name, as an agency that left, stands last under its code: drawing and table show the same. */
function shownOf(categories: readonly Category[], counts: readonly WeekCount[]): readonly Category[] {
  const keys = new Set(counts.map(({ key }) => key));
  const named = categories.filter(({ key }) => keys.has(key));
  for (const { key } of named) keys.delete(key);
  return [...named, ...[...keys].sort().map((key) => ({ key, label: key }))];
}

/** Labels stand above their columns in the narrow drawing. */
function drawing(
  { id, width, left, ticks }: Size,
  categories: readonly Category[],
  counts: readonly WeekCount[],
  weeks: readonly string[],
  most: number,
) {
  const labelled = left > 8 ? 0 : 20;
  const lane = LANE + labelled;
  const step = (width - left - 8) / weeks.length;
  const bottom = TOP + categories.length * lane;
  const every = Math.max(1, Math.ceil(weeks.length / ticks));
  return {
    ...{ id, width, bottom, left, height: bottom + AXIS },
    lanes: categories.map(({ key, label }, at) => {
      const base = TOP + (at + 1) * lane - 4;
      const columns = counts.filter((count) => count.key === key);
      return {
        ...{ label, base },
        labelY: labelled > 0 ? base - LANE + 2 : base - LANE / 2 + 8,
        columns: columns.flatMap(({ week, decisions }) => {
          const place = weeks.indexOf(week);
          const height = Math.max(1, Math.round((decisions / most) * (LANE - 12)));
          return place < 0
            ? []
            : [{ x: round(left + place * step + 1), y: base - height, height, width: round(step - 2) }];
        }),
      };
    }),
    ticks: weeks.flatMap((week, at) =>
      at % every === 0
        ? [{ x: round(left + at * step), label: dateWords(noonOf(week)).replace(/ \d{4}$/, '') }]
        : [],
    ),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const noonOf = (week: string): Date => new Date(`${week}T12:00:00Z`);
const weekWords = (week: string): string => dateWords(noonOf(week));

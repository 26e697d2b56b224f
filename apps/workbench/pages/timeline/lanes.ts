import type { AgencyId } from '#platform';
import type { Agency } from '#access';
import type { PermittedItem } from '../../application/decide-for-viewer.js';
import { UNLISTED_GROUP, type TimelineFilter } from '../../application/timeline-filter.js';
import { dateWords, endOfLondonDay, isoDay, londonMidnight, monthWords } from '../../frame/dates.js';
import { GROUP_WORDS, GROUPS, type AgencyGroup } from '../../frame/words.js';
import { shapeOf, shapePath, type Shape } from './shapes.js';

/** Shown where no dates are chosen, in months. */
const DEFAULT_MONTHS = 24;
const LANE = 34;
const TOP = 14;
const AXIS = 34;

interface Size {
  readonly id: string;
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly ticks: number;
}

/** Text stays readable on a telephone because the narrow drawing is drawn narrow, not shrunk. */
const SIZES: readonly Size[] = [
  { id: 'wide', width: 960, left: 130, right: 24, ticks: 6 },
  { id: 'narrow', width: 340, left: 110, right: 16, ticks: 1 },
];

interface Span {
  readonly from: Date;
  readonly until: Date;
}

/**
 * The swim lanes and their table. The time axis is the chosen dates, never first to last item, and every lane is always
 * drawn, so that neither tells of anything that is not shown.
 */
export function lanesFigure(
  items: readonly PermittedItem[],
  filter: Pick<TimelineFilter, 'from' | 'until'>,
  agencies: readonly Agency[],
  now: Date,
) {
  const span = spanOf(filter, now);
  const groups = new Map(agencies.map(({ id, group }) => [id, group]));
  const dated = items.filter(({ occurredAt }) => occurredAt >= span.from && occurredAt < span.until);
  const inside = dated.filter(({ retractedBy }) => retractedBy.length === 0);
  const lastDay = new Date(span.until.getTime() - 1);
  return {
    caption: captionOf(inside.length, dated.length - inside.length, span.from, lastDay),
    description: `One row for each kind of agency, from ${dateWords(span.from)} to ${dateWords(lastDay)}. Table follows.`,
    drawings: SIZES.map((size) => drawing(size, inside, groups, span)),
    table: tableOf(inside, groups),
  };
}

/** Whole days, so that one drawing is the same all day. */
export function spanOf({ from, until }: Pick<TimelineFilter, 'from' | 'until'>, now: Date): Span {
  const end = until ?? endOfLondonDay(isoDay(now)) ?? now;
  const begin = from ?? defaultStart(end);
  return begin < end
    ? { from: begin, until: end }
    : { from: end, until: new Date(end.getTime() + 86_400_000) };
}

/** The first moment of the last day's day of the month; 28 February where it is the 29th. */
function defaultStart(end: Date): Date {
  const [year = 0, month = 0, day = 0] = isoDay(new Date(end.getTime() - 1))
    .split('-')
    .map(Number);
  const start = new Date(Date.UTC(year, month - 1 - DEFAULT_MONTHS, 1));
  const last = new Date(Date.UTC(year, month - DEFAULT_MONTHS, 0)).getUTCDate();
  start.setUTCDate(Math.min(day, last));
  return londonMidnight(start.toISOString().slice(0, 10)) ?? start;
}

function captionOf(count: number, withdrawn: number, from: Date, to: Date): string {
  const items = count === 0 ? 'No items' : count === 1 ? '1 item' : `${count} items`;
  const left = withdrawn === 0 ? '' : `. ${withdrawn} more, withdrawn by the sender, not drawn`;
  return `${items} that you can see from ${dateWords(from)} to ${dateWords(to)}${left}`;
}

function drawing(
  size: Size,
  items: readonly PermittedItem[],
  groups: ReadonlyMap<AgencyId, AgencyGroup>,
  span: Span,
) {
  const height = TOP + GROUPS.length * LANE + AXIS;
  const xOf = (at: Date): number => {
    const share = (at.getTime() - span.from.getTime()) / (span.until.getTime() - span.from.getTime());
    return Math.round((size.left + 12 + share * (size.width - size.left - size.right - 24)) * 10) / 10;
  };
  const lanes = GROUPS.map((group, index) => {
    const y = TOP + index * LANE;
    const own = items.filter((item) => (groups.get(item.agency) ?? UNLISTED_GROUP) === group);
    return {
      group,
      label: GROUP_WORDS[group],
      y,
      middle: y + LANE / 2,
      marks: marksOf(own, xOf, y + LANE / 2),
    };
  });
  return {
    ...size,
    height,
    lane: LANE,
    lanes,
    bottom: TOP + GROUPS.length * LANE,
    ticks: ticksOf(size, span, xOf),
  };
}

interface Mark {
  readonly path: string;
  readonly hollow: boolean;
  readonly x: number;
  readonly y: number;
  /** How many items stand here, where it is more than one. */
  readonly count: number | undefined;
}

/** Items that would lie on one another become one mark with their number. */
function marksOf(items: readonly PermittedItem[], xOf: (at: Date) => number, y: number): readonly Mark[] {
  const clusters: { x: number; shape: Shape; hollow: boolean; count: number }[] = [];
  const oldestFirst = [...items].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  for (const item of oldestFirst) {
    const x = xOf(item.occurredAt);
    const last = clusters.at(-1);
    if (last && x - last.x < 20) last.count += 1;
    else
      clusters.push({
        x,
        shape: shapeOf(item.facts.kind),
        hollow: item.statementType === 'ALLEGATION',
        count: 1,
      });
  }
  return clusters.map(({ x, shape, hollow, count }) => ({
    path: shapePath(count > 1 ? 'cluster' : shape, x, y),
    hollow: hollow && count === 1,
    x,
    y,
    count: count > 1 ? count : undefined,
  }));
}

function ticksOf({ ticks }: Size, { from, until }: Span, xOf: (at: Date) => number) {
  const step = (until.getTime() - from.getTime()) / ticks;
  return Array.from({ length: ticks + 1 }, (_unused, index) => {
    const at = new Date(from.getTime() + step * index);
    const [month = '', year = ''] = monthWords(at).split(' ');
    const anchor = index === 0 ? 'start' : index === ticks ? 'end' : 'middle';
    return { x: xOf(at), label: `${month.slice(0, 3)} ${year}`, anchor };
  });
}

function tableOf(items: readonly PermittedItem[], groups: ReadonlyMap<AgencyId, AgencyGroup>) {
  const months = new Map<string, Map<AgencyGroup, number>>();
  for (const item of items) {
    const month = monthWords(item.occurredAt);
    const counts = months.get(month) ?? new Map<AgencyGroup, number>();
    const group = groups.get(item.agency) ?? UNLISTED_GROUP;
    counts.set(group, (counts.get(group) ?? 0) + 1);
    months.set(month, counts);
  }
  return {
    head: GROUPS.map((group) => GROUP_WORDS[group]),
    rows: [...months].map(([month, counts]) => ({
      month,
      counts: GROUPS.map((group) => counts.get(group) ?? 0),
    })),
  };
}

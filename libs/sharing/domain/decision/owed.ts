import type { ItemFacts, OwingFacts } from '../facts.js';
import type { Parameters } from '../ruleset.js';
import { londonDay, type Day } from '../time/london.js';
import { instantOf } from '../time/stated-time.js';
import { workingDayAfter, type Calendar } from '../time/working-days.js';

interface Asked {
  readonly item: ItemFacts;
  readonly parameters: Parameters;
  readonly now: number;
}

/** Where no calendar is listed only weekends are free, which makes records due sooner, never later. */
const WEEKENDS: Calendar = { weekend: [0, 6], holidays: [] };

/** The last day for a record of what is disclosed at this instant, by the sending authority's calendar. */
export function lastDayFor(disclosed: number, { item, parameters }: Asked): Day {
  const { calendars = [], recordWorkingDays = 1 } = parameters;
  const own = calendars.find(({ agency }) => agency === item.agency);
  const calendar = own ?? calendars.find(({ agency }) => agency === undefined) ?? WEEKENDS;
  return workingDayAfter(londonDay(disclosed), recordWorkingDays, calendar);
}

/** Not there by the end of its last day. What comes later does not open the row again. */
export function isMissed(owed: OwingFacts, asked: Asked): boolean {
  const disclosed = instantOf(owed.disclosedAt);
  if (Number.isNaN(disclosed)) return true;
  const last = lastDayFor(disclosed, asked);
  const settled = instantOf(owed.settledAt);
  const inTime = settled <= asked.now && londonDay(settled) <= last;
  return !inTime && londonDay(asked.now) > last;
}

/** Settled, so that nothing more is owed. */
export const isSettled = ({ settledAt }: OwingFacts, now: number): boolean => instantOf(settledAt) <= now;

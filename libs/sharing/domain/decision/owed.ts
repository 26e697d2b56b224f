import type { AgencyId } from '#platform';
import type { ItemFacts, OwingFacts } from '../facts.js';
import type { Parameters } from '../ruleset.js';
import { londonDay, type Day } from '../time/london.js';
import { dayText, instantOf } from '../time/stated-time.js';
import { calendarOf } from '../time/calendar-of.js';
import { workingDayAfter } from '../time/working-days.js';

interface Asked {
  readonly item: ItemFacts;
  readonly parameters: Parameters;
  readonly now: number;
}

/** The last day for a record of what is disclosed at this instant, by the sending authority's calendar. */
export const lastDayFor = (disclosed: number, { item, parameters }: Asked): Day =>
  lastDayAfter(disclosed, item.agency, parameters);

/** The last day for what a person of this agency has to do because of something at this instant. */
export const dueDateOf = (at: Date, agency: AgencyId, parameters: Parameters): string =>
  dayText(lastDayAfter(at.getTime(), agency, parameters));

function lastDayAfter(instant: number, agency: AgencyId, parameters: Parameters): Day {
  const { recordWorkingDays = 1 } = parameters;
  return workingDayAfter(londonDay(instant), recordWorkingDays, calendarOf(agency, parameters));
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

import type { AgencyId } from '#platform';
import type { Parameters } from '../ruleset.js';
import type { Calendar } from './working-days.js';

/** Where no calendar is listed only weekends are free, which makes what is owed due sooner, never later. */
const WEEKENDS: Calendar = { weekend: [0, 6], holidays: [] };

/** By which the agency works: its own, or that of everyone else. */
export function calendarOf(agency: AgencyId, { calendars = [] }: Parameters): Calendar {
  const own = calendars.find((each) => each.agency === agency);
  return own ?? calendars.find((each) => each.agency === undefined) ?? WEEKENDS;
}

/** ISO dates of the bank holidays and closures of the agency, weekends apart. */
export const closedDaysOf = (agency: AgencyId, parameters: Parameters): ReadonlySet<string> =>
  new Set(calendarOf(agency, parameters).holidays);

import { DAY_MS, dayOf, startOf, type HeardDay } from './heard.js';
import { expectedHours, rhythmOf, type Rhythm } from './rhythm.js';

export interface SilenceRules {
  /** Expected hours of silence that are never too many. */
  readonly leastHours: number;
  /** Silence is too long beyond so many times what is usual. */
  readonly factor: number;
  /** What is usual: so large a share of the gaps are no longer, 0 to 1. */
  readonly usualShare: number;
  /** Weeks before the agency was last heard in which its rhythm is looked for. */
  readonly weeks: number;
  /** Fewer days than these say nothing of a rhythm: days heard, and days from the first to the last of them. */
  readonly leastHeard: number;
  readonly leastSpan: number;
}

export const SILENCE_RULES: SilenceRules = {
  ...{ leastHours: 24, factor: 3, usualShare: 0.95, weeks: 6 },
  ...{ leastHeard: 5, leastSpan: 14 },
};

export type Silence =
  | { readonly state: 'NEVER_HEARD' }
  | { readonly state: 'TOO_LITTLE_KNOWN'; readonly last: Date }
  | {
      readonly state: 'LIVELY' | 'QUIET';
      readonly last: Date;
      /** Expected hours: since it was last heard, and beyond which it counts as quiet. */
      readonly silentHours: number;
      readonly limitHours: number;
    };

export interface Hearing {
  /** Days in any order; those before the weeks looked at are left out. */
  readonly heard: readonly HeardDay[];
  readonly now: Date;
  readonly closed?: ReadonlySet<string>;
  readonly rules?: SilenceRules;
}

/** Judged against the agency's own rhythm up to when it was last heard, so that silence never becomes what is usual. */
export function judgeSilence({ heard, now, closed = new Set(), rules = SILENCE_RULES }: Hearing): Silence {
  const days = lastWeeks(heard, rules.weeks);
  const [first, newest] = [days[0], days.at(-1)];
  if (!first || !newest) return { state: 'NEVER_HEARD' };
  const { last } = newest;
  const span = (startOf(newest.day) - startOf(first.day)) / DAY_MS + 1;
  if (days.length < rules.leastHeard || span < rules.leastSpan) return { state: 'TOO_LITTLE_KNOWN', last };
  const rhythm = rhythmOf(days, first.day, newest.day, closed);
  const limitHours = Math.max(
    rules.leastHours,
    rules.factor * quantile(gapsIn(days, rhythm), rules.usualShare),
  );
  const silentHours = expectedHours(rhythm, last, now);
  return { state: silentHours > limitHours ? 'QUIET' : 'LIVELY', last, silentHours, limitHours };
}

function lastWeeks(heard: readonly HeardDay[], weeks: number): readonly HeardDay[] {
  const sorted = heard.toSorted((a, b) => startOf(a.day) - startOf(b.day));
  const newest = sorted.at(-1);
  if (!newest) return [];
  const after = dayOf(startOf(newest.day) - weeks * 7 * DAY_MS);
  return sorted.filter(({ day }) => day > after);
}

/** Within a day nothing is known, and no gap there is among the longest. */
const gapsIn = (days: readonly HeardDay[], rhythm: Rhythm): readonly number[] =>
  days.slice(1).map(({ first }, before) => expectedHours(rhythm, days[before]?.last ?? first, first));

/** Between the two nearest where the share falls between them; 0 of nothing. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = 0, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

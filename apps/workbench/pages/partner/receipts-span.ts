import { monthBefore, type EventsFilter } from '#journey';
import { endOfLondonDay, londonMidnight } from '../../frame/dates.js';
import { CONTENT_ASKED } from './states.js';

type Span = Pick<EventsFilter, 'from' | 'until'>;

const DAY_MS = 86_400_000;

/**
 * When what a list holds was received: on the day asked for, which the clocks may make an hour longer or shorter. Undefined
 * where the text is no day.
 */
export function spanOfDay(day: string): Span | undefined {
  const from = londonMidnight(day);
  const until = endOfLondonDay(day);
  return from && until && { from, until };
}

/** Else what came lately; what is asked for came before the feed's retention, so its list begins with the first event. */
export function spanUpTo(now: Date, state: string | undefined): Span {
  const from = state === CONTENT_ASKED ? new Date(0) : monthBefore(now);
  return { from, until: new Date(now.getTime() + DAY_MS) };
}

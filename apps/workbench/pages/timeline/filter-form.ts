import type { PersonId } from '#platform';
import { THEMES, type Theme } from '#contracts';
import type { TimelineFilter } from '../../application/timeline-filter.js';
import { endOfLondonDay, londonMidnight } from '../../frame/dates.js';
import { GROUPS } from '../../frame/words.js';
import { isUuid, textOf, textsOf } from '../form-values.js';

export interface ReadFilter {
  readonly filter: TimelineFilter;
  /** Dates as typed, to be shown again. */
  readonly typed: { readonly from: string; readonly to: string };
  readonly errors: readonly { readonly text: string; readonly href: string }[];
}

const ALL_THEMES = Object.keys(THEMES) as readonly Theme[];

/** The filter that a query asks for; values that are not offered count for nothing. */
export function readFilter(query: unknown): ReadFilter {
  const typed = { from: textOf(query, 'from') ?? '', to: textOf(query, 'to') ?? '' };
  const from = readDay(typed.from);
  const to = readDay(typed.to);
  const errors = [
    ...(from.isWrong ? [{ text: 'Enter the first date like 21/11/2026.', href: '#from' }] : []),
    ...(to.isWrong ? [{ text: 'Enter the last date like 21/11/2026.', href: '#to' }] : []),
  ];
  return {
    filter: {
      groups: GROUPS.filter((group) => textsOf(query, 'agency').includes(group)),
      themes: ALL_THEMES.filter((theme) => textsOf(query, 'kind').includes(theme)),
      persons: textsOf(query, 'person').flatMap((text) => (isUuid(text) ? [text as PersonId] : [])),
      from: from.iso === undefined ? undefined : londonMidnight(from.iso),
      until: to.iso === undefined ? undefined : endOfLondonDay(to.iso),
    },
    typed,
    errors,
  };
}

interface ReadDay {
  /** Undefined where nothing, or no real day, was typed. */
  readonly iso: string | undefined;
  readonly isWrong: boolean;
}

/** `21/11/2026` or `2026-11-21` as the latter. */
function readDay(text: string): ReadDay {
  if (text === '') return { iso: undefined, isWrong: false };
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return londonMidnight(iso) === undefined ? { iso: undefined, isWrong: true } : { iso, isWrong: false };
}

import type { PersonId } from '#platform';
import { THEMES, type Theme } from '#contracts';
import type { TimelineFilter } from '../../application/timeline-filter.js';
import { londonMidnight } from '../../frame/dates.js';
import { GROUPS } from '../../frame/words.js';
import { isUuid, textOf, textsOf } from '../form-values.js';

export interface ReadFilter {
  readonly filter: TimelineFilter;
  /** Dates as typed, to be shown again. */
  readonly typed: { readonly from: string; readonly to: string };
  readonly errors: readonly { readonly text: string; readonly href: string }[];
}

/** The filter that a query asks for; values that are not offered count for nothing. */
export function readFilter(query: unknown): ReadFilter {
  const typed = { from: textOf(query, 'from') ?? '', to: textOf(query, 'to') ?? '' };
  const from = readDay(typed.from);
  const to = readDay(typed.to);
  const errors = [
    ...(from === 'WRONG' ? [{ text: 'Enter the first date like 21/11/2026.', href: '#from' }] : []),
    ...(to === 'WRONG' ? [{ text: 'Enter the last date like 21/11/2026.', href: '#to' }] : []),
  ];
  return {
    filter: {
      groups: GROUPS.filter((group) => textsOf(query, 'agency').includes(group)),
      themes: (Object.keys(THEMES) as Theme[]).filter((theme) => textsOf(query, 'kind').includes(theme)),
      persons: textsOf(query, 'person').filter(isUuid) as string[] as PersonId[],
      from: midnightOf(from),
      until: midnightOf(to, nextDay),
    },
    typed,
    errors,
  };
}

const midnightOf = (day: string | undefined, move = (iso: string) => iso): Date | undefined =>
  day === undefined || day === 'WRONG' ? undefined : londonMidnight(move(day));

/** `21/11/2026` or `2026-11-21` as the latter. */
function readDay(text: string): string | undefined | 'WRONG' {
  if (text === '') return undefined;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return londonMidnight(iso) === undefined ? 'WRONG' : iso;
}

function nextDay(iso: string): string {
  const day = new Date(`${iso}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

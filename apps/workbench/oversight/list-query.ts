import type { Paged } from '#governance';

export type Query = Readonly<Record<string, unknown>>;

/** A choice of a list, or undefined where the address carries anything else. */
export function choiceOf(query: Query, name: string, allowed: readonly string[]): string | undefined {
  const value = query[name];
  return typeof value === 'string' && allowed.includes(value) ? value : undefined;
}

export function pageNumberOf(query: Query): number {
  const value = query['page'];
  return typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : 1;
}

export interface SelectItem {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** Items of a select with "All" first. */
export const selectItems = (
  choices: readonly (readonly [string, string])[],
  chosen: string | undefined,
): readonly SelectItem[] => [
  { value: '', text: 'All', selected: chosen === undefined },
  ...choices.map(([value, text]) => ({ value, text, selected: value === chosen })),
];

/** Links to the pages before and after, with the same filters. */
export function pagerOf(
  path: string,
  filters: Readonly<Record<string, string | undefined>>,
  list: Paged<unknown>,
) {
  const link = (page: number) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
    if (page > 1) query.set('page', String(page));
    const text = query.toString();
    return { href: text ? `${path}?${text}` : path };
  };
  return {
    previous: list.page > 1 ? link(list.page - 1) : undefined,
    next: list.more ? link(list.page + 1) : undefined,
  };
}
